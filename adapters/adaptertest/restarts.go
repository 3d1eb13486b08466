package adaptertest

import "fmt"

func restarts() []promise {
	return []promise{
		{"a restart in the middle goes on where it was", restarted},
		{"a restart while the platform is away loses nothing", restartedWhileAway},
		{"a restart while people write loses nothing", restartedWhileWriting},
	}
}

func restarted(r *rig) {
	marie := r.Person("marie", "fr")
	m := r.presses(marie, r.asks(marie, "bonjour"), "Plus d'Internet")
	r.halt()
	r.start()
	r.presses(marie, m, "Un seul appareil")
	if step := r.top(marie); step == nil || step.Step != "switch_wifi" {
		r.Errorf("it stands at %+v", step)
	}
}

func restartedWhileAway(r *rig) {
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	r.Down()
	r.give("while-away", marie, said("c'est lent"))
	r.halt()
	r.begin()
	r.Up()
	r.await("a connection", r.Ready)
	r.hurrying("what was said", r.allThere)
	r.asks(marie, "c'est encore lent")
}

func restartedWhileWriting(r *rig) {
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	const n = 6
	for i := range n {
		r.writes(marie, fmt.Sprint("une ligne que personne ne comprend, la numéro ", i))
		if i == n/2 {
			r.halt()
			r.start()
		}
	}
	r.hurrying("all turns", func() bool { return r.taken(marie) == n+1 })
	r.arrived(marie)
}
