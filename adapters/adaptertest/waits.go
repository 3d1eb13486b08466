package adaptertest

import (
	"time"

	"github.com/helpaide/helpaide/bot"
)

func waits() []promise {
	return []promise{
		{"who is told to wait waits", toldToWait},
		{"who is told to wait again and again waits", toldToWaitOften},
	}
}

func said(text string) bot.Event { return bot.Said{Text: text} }

// failed is how many calls of the channel failed.
func (r *rig) failed() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.errs)
}

func toldToWait(r *rig) {
	marie, paul := r.Person("marie", "fr"), r.Person("paul", "en")
	r.asks(marie, "bonjour")
	r.asks(paul, "hello")
	r.Limit(2 * time.Second)
	r.writes(marie, "c'est lent")
	r.await("a refusal", func() bool { return r.failed() > 0 })
	r.writes(paul, "it is slow")
	r.writes(marie, "c'est vraiment lent")
	r.await("all that was said", func() bool { return r.taken(marie) == 3 && r.taken(paul) == 2 && r.allThere() })
	if n := r.Impatient(); n > 0 {
		r.Errorf("%d calls came too soon", n)
	}
}

func toldToWaitOften(r *rig) {
	marie := r.Person("marie", "fr")
	r.asks(marie, "bonjour")
	for range 3 {
		r.Limit(time.Second)
	}
	r.asks(marie, "c'est lent")
	if n := r.Impatient(); n > 0 || r.failed() < 3 {
		r.Errorf("%d calls came too soon, %d were refused", n, r.failed())
	}
}
