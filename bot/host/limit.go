package host

import (
	"context"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Limit knows who writes faster than anybody can read.
type Limit interface {
	// Allow counts an event of the person's. One that does not go is taken all the same, in silence, but
	// for a notice once a minute.
	Allow(ctx context.Context, id bot.ConversationID, now time.Time) (goes, notice bool)
}

// hurried says whether an event of a person's is one too many. A platform may give an event late, so
// its own time does not count.
func (h *Host) hurried(ctx context.Context, in bot.Envelope) (tooMany, notice bool) {
	if h.Limit == nil || !in.FromPerson() {
		return false, false
	}
	defer func() {
		if recover() != nil { // who cannot count lets everybody in
			h.log.WithField("event", string(in.ID)).Error("the limit panicked")
			tooMany, notice = false, false
		}
	}()
	goes, notice := h.Limit.Allow(ctx, bot.ConversationID(in.Where), h.now())
	return !goes, notice
}

// inHaste is the event as one of too many.
func inHaste(event bot.Event, notice bool) bot.Event {
	out := bot.Hurried{Notice: notice}
	switch e := event.(type) {
	case bot.Said:
		out.Text, out.Lang = e.Text, e.Lang
	case bot.Chose:
		out.Lang = e.Lang
	case bot.FileSent:
		out.Lang = e.Lang
	}
	return out
}

// LocalLimit is the Limit of one process alone: one event a second, ten at once.
type LocalLimit struct {
	mu     sync.Mutex
	people map[bot.ConversationID]*person
}

// person is how much somebody may write now, and when they were last told that it is too much.
type person struct {
	left     float64
	at, told time.Time
}

const (
	mostAtOnce  = 10
	perEvent    = time.Second
	noticeEvery = time.Minute
	mostPeople  = 10_000
)

// NewLocalLimit is a limit under which nobody has written yet.
func NewLocalLimit() *LocalLimit { return &LocalLimit{people: map[bot.ConversationID]*person{}} }

// Allow counts an event.
func (l *LocalLimit) Allow(_ context.Context, id bot.ConversationID, now time.Time) (goes, notice bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.person(id, now)
	p.left = min(mostAtOnce, p.left+float64(max(now.Sub(p.at), 0))/float64(perEvent))
	p.at = now
	if p.left >= 1 {
		p.left--
		return true, false
	}
	notice = p.told.IsZero() || now.Sub(p.told) >= noticeEvery
	if notice {
		p.told = now
	}
	return false, notice
}

func (l *LocalLimit) person(id bot.ConversationID, now time.Time) *person {
	p := l.people[id]
	if p != nil {
		return p
	}
	if len(l.people) >= mostPeople {
		for other, known := range l.people {
			if now.Sub(known.at) > noticeEvery {
				delete(l.people, other)
			}
		}
	}
	p = &person{left: mostAtOnce, at: now}
	l.people[id] = p
	return p
}
