package adaptertest

import "fmt"

func losses() []promise {
	return []promise{
		{"what is said while the platform is away comes once it is back", saidWhileAway},
		{"a platform that goes and comes back often loses nothing", comesAndGoes},
	}
}

// spoilt checks that one call that goes wrong, whatever the platform did with it, costs nobody a line.
func spoilt(r *rig, way string) {
	marie := r.Person("marie", "fr")
	m := r.asks(marie, "bonjour")
	r.Spoil(way)
	before := r.taken(marie)
	marie.Presses(m, "Plus d'Internet")
	r.await("the turn", func() bool { return r.taken(marie) > before })
	r.hurrying("the answer", r.allThere)
	r.presses(marie, r.arrived(marie), "Un seul appareil")
}

func saidWhileAway(r *rig) {
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	r.Down()
	r.give("while-away", marie, said("c'est lent"))
	r.give("while-away-2", marie, said("c'est vraiment lent"))
	r.await("a try", func() bool { return r.failed() > 0 })
	r.Up()
	r.await("a connection", r.Ready)
	r.hurrying("what was said", r.allThere)
	r.asks(marie, "bonjour")
}

func comesAndGoes(r *rig) {
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	for i := range 3 {
		r.Down()
		r.give(fmt.Sprint("away-", i), marie, said("c'est lent"))
		r.Up()
		r.await("a connection", r.Ready)
		r.hurrying("what was said", r.allThere)
	}
}
