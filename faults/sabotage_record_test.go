//go:build integration

package faults

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/redis"
)

// unfenced keeps a turn whatever happened since it was computed.
type unfenced struct{ record }

func (u unfenced) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	kept := u.record.Commit(ctx, turns)
	for i := range kept {
		kept[i] = u.force(ctx, turns[i], kept[i])
	}
	return kept
}

// force takes a turn that is stale for one that is not.
func (u unfenced) force(ctx context.Context, turn bot.Commit, kept bot.Kept) bot.Kept {
	for errors.Is(kept.Err, bot.ErrStale) {
		session, err := u.record.Load(ctx, turn.Turn.Session.ID)
		if err != nil {
			break
		}
		turn.Was, turn.Turn.Session.Seq = session.Seq, session.Seq+1
		kept = u.record.Commit(ctx, []bot.Commit{turn})[0]
	}
	return kept
}

// trusting takes a turn for stale only when Redis says so too.
type trusting struct {
	unfenced
	sessions *redis.Store
}

func (t trusting) Load(ctx context.Context, id bot.ConversationID) (bot.Session, error) {
	if held, err := t.sessions.Get(ctx, id); err == nil && held[id].ID == id {
		return held[id], nil
	}
	return t.record.Load(ctx, id)
}

func (t trusting) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	kept := t.record.Commit(ctx, turns)
	for i := range kept {
		if session, err := t.Load(ctx, turns[i].Turn.Session.ID); err == nil && session.Seq == turns[i].Was {
			kept[i] = t.force(ctx, turns[i], kept[i])
		}
	}
	return kept
}

// forget drops the marks of events that are as old as the platform's five minutes, until ctx ends.
func forget(ctx context.Context, url string) {
	for ctx.Err() == nil {
		db, err := pgx.Connect(ctx, url)
		for err == nil {
			time.Sleep(100 * time.Millisecond)
			_, err = db.Exec(ctx, `delete from marks where at < clock_timestamp() - $1::interval`, lastRepeat)
		}
		if db != nil {
			_ = db.Close(ctx)
		}
	}
}

// impatient looks once, at once, and believes what it sees.
type impatient struct{ record }

func (i impatient) Settle(ctx context.Context, settled []bot.Settlement) ([]bot.Line, error) {
	sooner := slices.Clone(settled)
	for k := range sooner {
		if sooner[k].State == bot.LineUncertain {
			sooner[k].After = time.Now()
		}
	}
	return i.record.Settle(ctx, sooner)
}

func (i impatient) Uncertain(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	lines, err := i.record.Uncertain(ctx, now, n)
	for k := range lines {
		lines[k].Probes = 100
	}
	return lines, err
}

// memory knows only the wakes that this process has set.
type memory struct {
	record
	mu  sync.Mutex
	all map[bot.ConversationID][]bot.Alarm
}

func (m *memory) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	kept := m.record.Commit(ctx, turns)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.all == nil {
		m.all = map[bot.ConversationID][]bot.Alarm{}
	}
	for i, turn := range turns {
		if session := turn.Turn.Session; kept[i].Err == nil {
			m.all[session.ID] = nil
			for _, p := range session.Wakes {
				m.all[session.ID] = append(m.all[session.ID], bot.Alarm{Conversation: session.ID, Home: session.Home, Wake: bot.Wake(p)})
			}
		}
	}
	return kept
}

func (m *memory) Due(_ context.Context, now time.Time, n int) (due []bot.Alarm, err error) {
	for _, alarm := range m.alarms() {
		if len(due) < n && !alarm.Wake.Due.After(now) {
			due = append(due, alarm)
		}
	}
	return due, nil
}

func (m *memory) Next(context.Context) (time.Time, bool, error) {
	for _, alarm := range m.alarms() {
		return alarm.Wake.Due, true, nil
	}
	return time.Time{}, false, nil
}

// alarms are all, the earliest first.
func (m *memory) alarms() (all []bot.Alarm) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, some := range m.all {
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b bot.Alarm) int { return a.Wake.Due.Compare(b.Wake.Due) })
	return all
}

// lost leaves people on a step that there is not, now and then.
type lost struct{ record }

func (l lost) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	for _, turn := range turns {
		if top := turn.Turn.Session.Top(); top != nil && turn.Turn.Session.Seq%5 == 4 {
			top.Step = "nowhere"
		}
	}
	return l.record.Commit(ctx, turns)
}
