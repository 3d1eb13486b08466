package host

import (
	"context"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Limit knows who writes faster than anybody can read.
type Limit interface {
	// Allow counts an event of each of these people, who differ, and says what becomes of it. One that does not go
	// is taken all the same, in silence, but for a notice once a minute.
	Allow(ctx context.Context, now time.Time, ids ...bot.ConversationID) (goes, notices []bool)
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
	goes, notices := h.Limit.Allow(ctx, h.now(), ids...)
	for i := range min(len(ids), len(goes), len(notices)) {
		out[i] = haste{!goes[i], notices[i]}
	}
	return out
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

// Allow counts an event of each.
func (l *LocalLimit) Allow(_ context.Context, now time.Time, ids ...bot.ConversationID) (goes, notices []bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range ids {
		one, notice := l.allow(id, now)
		goes, notices = append(goes, one), append(notices, notice)
	}
	return goes, notices
}

func (l *LocalLimit) allow(id bot.ConversationID, now time.Time) (goes, notice bool) {
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
