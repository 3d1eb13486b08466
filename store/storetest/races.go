package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/helpaide/helpaide/bot"
)

func races() []promise {
	return []promise{
		{"200 at once on one conversation, and none is lost", crowd},
		{"one event 100 times at once is one turn", flood},
		{"no line goes to two workers", workers},
		{"what processes share is what the first one gave", sharedOnce},
	}
}

// crowd has each of many add one: load, step, commit, and again when stale.
func crowd(r rig) {
	const many = 200
	r.together(many, func(i int) error {
		id := fmt.Sprintf("event %d", i)
		_, err := r.apply(bot.Envelope{ID: bot.EventID(id), Where: home, At: morning(), Event: bot.Said{Text: id}}, id)
		return err
	})
	session := r.load("terminal:me")
	if session.Seq != many || session.Misses != many {
		r.Errorf("at turn %d with %d counted, want %d", session.Seq, session.Misses, many)
	}
	for i, text := range r.drain(morning()) {
		if text != strconv.Itoa(i+1) {
			r.Fatalf("line %d is %s", i+1, text)
		}
	}
}

func flood(r rig) {
	var won atomic.Int64
	cause := bot.Envelope{ID: "one", Where: home, At: morning(), Event: bot.Said{Text: "bonjour"}}
	r.together(100, func(i int) error {
		applied, err := r.apply(cause, fmt.Sprint("token ", i))
		if applied {
			won.Add(1)
		}
		return err
	})
	if seq := r.load("terminal:me").Seq; won.Load() != 1 || seq != 1 {
		r.Errorf("%d won and the conversation is at turn %d, want 1 and 1", won.Load(), seq)
	}
	r.says(morning(), "1")
}

// apply does what the host does: it reports whether the event became a turn.
func (r rig) apply(cause bot.Envelope, token string) (bool, error) {
	for {
		session, err := r.store.Load(r.Context(), "terminal:me")
		if errors.Is(err, bot.ErrNoSession) {
			session, err = begin(home), nil
		}
		if err != nil {
			return false, err
		}
		session.Misses++
		next := turn(session, say(strconv.FormatUint(session.Seq+1, 10)))
		switch err := r.commit(signed(token, caused(next, cause))); {
		case errors.Is(err, bot.ErrStale):
		case errors.Is(err, bot.ErrSeen):
			return false, nil
		default:
			return err == nil, err
		}
	}
}

func workers(r rig) {
	const conversations, each = 20, 5
	for c := range conversations {
		session := begin(bot.Address(fmt.Sprint("terminal:", c)))
		for range each {
			session = r.must(turn(session, say("x")))
		}
	}
	var given sync.Map
	r.together(8, func(int) error {
		for {
			lines, err := r.store.Lease(r.Context(), morning(), 3)
			if err != nil || len(lines) == 0 {
				return err
			}
			for _, line := range lines {
				if _, twice := given.LoadOrStore(line.ID(), true); twice {
					return fmt.Errorf("%s was given twice", line.ID())
				}
				if _, err := r.store.Settle(r.Context(), []bot.Settlement{sent(line)}); err != nil {
					return err
				}
			}
		}
	})
	r.drain(morning())
}

// together runs do many times at once and tells every failure.
func (r rig) together(many int, do func(i int) error) {
	r.Helper()
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() {
			if err := do(i); err != nil {
				r.Error(err)
			}
		})
	}
	all.Wait()
}

func sharedOnce(r rig) {
	got := make([]string, 20)
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			value, err := r.store.Shared(r.Context(), "secret", fmt.Sprint("by ", i))
			if got[i] = value; err != nil {
				r.Errorf("share: %v", err)
			}
		})
	}
	all.Wait()
	for _, value := range got {
		if value == "" || value != got[0] {
			r.Fatalf("the processes have %q", got)
		}
	}
	if other, err := r.store.Shared(r.Context(), "other", "else"); other != "else" || err != nil {
		r.Errorf("another name has %q (%v)", other, err)
	}
	session := r.must(turn(begin(home)))
	r.forgets(session.ID)
	if still, err := r.store.Shared(r.Context(), "secret", ""); still != got[0] || err != nil {
		r.Errorf("after forgetting %q (%v), want %q", still, err, got[0])
	}
}
