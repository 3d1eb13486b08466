package adaptertest

import "slices"

func presses() []promise {
	return []promise{
		{"a button pressed twice is pressed once", pressedTwice},
		{"a button pressed twenty times has one effect", pressedOften},
		{"an old button is answered calmly", pressedLate},
		{"somebody else's button is refused", pressedByAnother},
		{"a message shows what was chosen", showsWhatWasChosen},
		{"a press that cannot be kept is not lost in silence", pressedInVain},
	}
}

func pressedTwice(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	marie.Presses(m, "Plus d'Internet")
	marie.Presses(m, "Plus d'Internet")
	r.await("both presses", func() bool { return r.taken(marie) == 3 })
	r.arrived(marie)
	if n := len(r.Messages(r.Place(marie.Home()))); n > 4 {
		r.Errorf("%d messages", n)
	}
	r.standsWithoutInternet(marie)
}

// standsWithoutInternet checks that it is the flow of the pressed button that speaks.
func (r *rig) standsWithoutInternet(p Person) {
	r.Helper()
	if top := r.top(p); top == nil || top.Flow != "no_internet" {
		r.Errorf("it stands at %+v", top)
	}
}

func pressedOften(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	before := len(r.Messages(r.Place(marie.Home())))
	for range 20 {
		marie.Presses(m, "Plus d'Internet")
	}
	r.await("all presses", func() bool { return r.taken(marie) >= 21 })
	r.arrived(marie)
	if n := len(r.Messages(r.Place(marie.Home()))) - before; n > 3 {
		r.Errorf("%d messages to one button", n)
	}
	r.standsWithoutInternet(marie)
}

func pressedLate(r *rig) {
	marie := r.Person("marie", "fr")
	first := r.asks(marie, "bonjour")
	second := r.presses(marie, first, "Plus d'Internet")
	third := r.presses(marie, second, "Un seul appareil")
	before := len(r.Messages(r.Place(marie.Home())))
	r.presses(marie, first, "C'est lent")
	if n := len(r.Messages(r.Place(marie.Home()))) - before; n == 0 || n > 2 {
		r.Errorf("%d messages to an old button", n)
	}
	r.standsWithoutInternet(marie)
	r.presses(marie, third, third.Buttons[0])
}

func pressedByAnother(r *rig) {
	marie, paul := r.Person("marie", "fr"), r.Person("paul", "fr")
	m := r.asks(marie, "bonjour")
	paul.Presses(m, "Plus d'Internet")
	r.await("the refusal", func() bool { return len(paul.Told()) == 1 })
	if r.taken(marie) != 1 || r.taken(paul) != 0 {
		r.Errorf("turns: %d and %d, want 1 and 0", r.taken(marie), r.taken(paul))
	}
	r.presses(marie, m, "Plus d'Internet")
}

func showsWhatWasChosen(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	r.presses(marie, m, "Plus d'Internet")
	r.await("the choice to be shown", func() bool {
		i := slices.IndexFunc(r.Messages(r.Place(marie.Home())), func(now Message) bool { return now.ID == m.ID })
		now := r.Messages(r.Place(marie.Home()))[i]
		return len(now.Left) == 0 && containsBare(now.Now, "Plus d'Internet") && containsBare(now.Now, m.Parts[0])
	})
}

func pressedInVain(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	r.record.away.Store(true)
	marie.Presses(m, "Plus d'Internet")
	r.await("to be told", func() bool { return len(marie.Told()) == 1 })
	r.record.away.Store(false)
	r.presses(marie, m, "Plus d'Internet")
	r.standsWithoutInternet(marie)
}
