//go:build integration

package faults

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// outside is what the platform saw until a moment: events and messages of one conversation.
type outside struct {
	events   []posted
	messages []accepted
	refused  map[string]bool
}

// judge holds what the platform saw against the record. While replicas are at work only that is judged
// which holds at any moment: at rest, also that nothing is missing.
func (r *rig) judge(ctx context.Context, rest bool) ([]violation, error) {
	db, err := pgx.Connect(ctx, r.url)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close(ctx) }()
	seen := r.snapshot()
	letters, err := r.buried(ctx)
	if err != nil {
		return nil, err
	}
	var wrong []violation
	r.figures = figures{}
	for _, home := range r.homes.list() {
		t, err := r.read(ctx, db, home)
		if err != nil {
			return nil, err
		}
		what := seen[home]
		t.judgeMessages(what)
		t.judgeEvents(what, letters)
		t.judgeTimers(&r.figures, what)
		t.judgeRefusals(r.engines, what)
		t.judgeSteps(r.engines)
		t.judgeAddresses(r.engines, what)
		if rest {
			t.judgeRest(what)
		} else {
			t.judgeOverdue(time.Now(), overdue)
		}
		r.figures.count(t, what)
		wrong = append(wrong, t.wrong...)
	}
	for _, p := range r.platforms {
		wrong = append(wrong, r.judgeWaits(p)...)
	}
	return wrong, nil
}

func (r *rig) buried(ctx context.Context) (map[bot.EventID]bool, error) {
	letters, err := r.store.Buried(ctx, 1000)
	out := map[bot.EventID]bool{}
	for _, letter := range letters {
		out[letter.Cause.ID] = true
	}
	return out, err
}

func (h *homes) list() []bot.Address {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.all)
}

func (r *rig) snapshot() map[bot.Address]*outside {
	all := map[bot.Address]*outside{}
	for _, p := range r.platforms {
		p.show(all)
	}
	return all
}

func (p *platform) show(all map[bot.Address]*outside) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := func(home bot.Address) *outside {
		if all[home] == nil {
			all[home] = &outside{refused: map[string]bool{}}
		}
		return all[home]
	}
	for _, one := range p.events {
		event := *one
		event.given = slices.Clone(one.given)
		at(one.Where).events = append(at(one.Where).events, event)
	}
	for home, messages := range p.messages {
		at(home).messages = slices.Clone(messages)
	}
	for key, home := range p.refused {
		at(home).refused[key] = true
	}
}
