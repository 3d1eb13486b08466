package host

import (
	"context"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Limit knows who writes faster than anybody can read.
type Limit interface {
	// Allow says of an event of each of these people, who differ, what becomes of it. One that goes counts as its
	// cost, 1 or more; it goes as long as anything is left. One that does not go counts nothing and is taken all
	// the same, in silence, but for a notice once a minute.
	Allow(ctx context.Context, now time.Time, ids []bot.ConversationID, costs []int) (goes, notices []bool)
}

// haste is whether an event is one too many, and whether the person is to be told so.
type haste struct{ tooMany, notice bool }

// counted begins to count an event of a person's. It is done while the session is read, and with those of others.
func (h *Host) counted(ctx context.Context, in bot.Envelope) *job[bot.ConversationID, haste] {
	if h.Limit == nil || !in.FromPerson() {
		return nil
	}
	return h.limits.begin(ctx, bot.ConversationID(in.Where))
}

// hurried counts many at once. A platform may give an event late, so its own time does not count.
func (h *Host) hurried(ids []bot.ConversationID) (out []haste) {
	defer func() {
		if recover() != nil { // who cannot count lets everybody in
			h.log.Error("the limit panicked")
			out = make([]haste, len(ids))
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), batchTime)
	defer cancel()
	out = make([]haste, len(ids))
	costs := h.answered.costs(ids)
	goes, notices := h.Limit.Allow(ctx, h.now(), ids, costs)
	for i := range min(len(ids), len(goes), len(notices)) {
		out[i] = haste{!goes[i], notices[i]}
		if goes[i] {
			h.answered.paid(ids[i])
		}
	}
	return out
}

// answered is how many answers more than one people were given to the last event that went. They are counted
// with the next one: what is limited is what there is to read.
type answered struct {
	mu   sync.Mutex
	more map[bot.ConversationID]int
}

// note counts the turn's messages, unless they are an agent's.
func (a *answered) note(c bot.Commit) {
	more := -1
	for _, effect := range c.Turn.Effects {
		if say, ok := effect.(bot.Say); ok && say.From != bot.FromAgent {
			more++
		}
	}
	if more < 1 || !c.Cause.FromPerson() {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.more == nil || len(a.more) >= mostPeople { // who has been silent owes nothing any more
		a.more = map[bot.ConversationID]int{}
	}
	a.more[c.Turn.Session.ID] = more
}

func (a *answered) costs(ids []bot.ConversationID) []int {
	a.mu.Lock()
	defer a.mu.Unlock()
	costs := make([]int, len(ids))
	for i, id := range ids {
		costs[i] = 1 + a.more[id]
	}
	return costs
}

func (a *answered) paid(id bot.ConversationID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.more, id)
}

// inHaste is the event as one of too many.
func inHaste(event bot.Event, notice bool) bot.Event {
	out := bot.Hurried{Notice: notice}
	switch e := event.(type) {
	case bot.Said:
		out.Text, out.Lang, out.Thread, out.Elsewhere = e.Text, e.Lang, e.Thread, e.Elsewhere
	case bot.Chose:
		out.Lang, out.Thread = e.Lang, e.Thread
	case bot.FileSent:
		out.Lang, out.Thread, out.Elsewhere = e.Lang, e.Thread, e.Elsewhere
	}
	return out
}

// LocalLimit is the Limit of one process alone: one answer a second, ten at once.
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

// Allow counts an event of each.
func (l *LocalLimit) Allow(_ context.Context, now time.Time, ids []bot.ConversationID, costs []int) (goes, notices []bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, id := range ids {
		one, notice := l.allow(id, costs[i], now)
		goes, notices = append(goes, one), append(notices, notice)
	}
	return goes, notices
}

func (l *LocalLimit) allow(id bot.ConversationID, cost int, now time.Time) (goes, notice bool) {
	p := l.person(id, now)
	p.left = min(mostAtOnce, p.left+float64(max(now.Sub(p.at), 0))/float64(perEvent))
	p.at = now
	if p.left >= 1 {
		p.left -= float64(min(cost, mostAtOnce))
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
