//go:build integration

package faults

import (
	"context"
	"fmt"
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
	db, err := pgx.Connect(ctx, r.postgres.URL)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close(ctx) }()
	seen := r.platform.snapshot()
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
		t.judgeRefusals(r.engine, what)
		if rest {
			t.judgeRest(what)
		}
		r.figures.turns += len(t.entries)
		wrong = append(wrong, t.wrong...)
	}
	for _, what := range r.platform.disobeyed() {
		wrong = append(wrong, violation{invariant: "D12", what: what})
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

func (p *platform) snapshot() map[bot.Address]*outside {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := map[bot.Address]*outside{}
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
		for _, one := range messages {
			at(home).refused[one.Key] = p.refused[one.Key]
		}
	}
	for key := range p.refused {
		at(bot.Address(homeOf(key))).refused[key] = true
	}
	return all
}

func (p *platform) disobeyed() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.broken)
}

// judgeMessages holds each message against the line that it should be: D2, D3, D4 and, of what is there, D1.
func (t *talk) judgeMessages(seen *outside) {
	if seen == nil {
		return
	}
	met := map[string]bool{}
	var last place
	joined := false
	for _, m := range seen.messages {
		at := placeOf(m.Key)
		say, known := t.expected[m.Key]
		switch {
		case met[m.Key]:
			t.breaks("D2", at.seq, "%s was accepted again, from %s: %q", m.Key, m.by, m.Text)
			continue
		case !known:
			t.breaks("D4", at.seq, "%s was accepted and no turn says it: %q", m.Key, m.Text)
			continue
		case say.Text != m.Text || say.From != m.From:
			t.breaks("D1", at.seq, "%s was accepted as %q; the turn says %q", m.Key, m.Text, say.Text)
		case at.compare(last) < 0:
			t.breaks("D3", at.seq, "%s was accepted after line %d of turn %d", m.Key, last.part, last.seq)
		}
		met[m.Key], last = true, at
		held := t.sessions[at.seq].Mode() == bot.WithAgent
		if joined && held && m.From == bot.FromAssistant {
			t.breaks("D4", at.seq, "the assistant speaks beside an agent: %q", m.Text)
		}
		joined = held
	}
}

// claimed is the turn of the last claim up to a turn; 0 when there was none.
func (t *talk) claimed(seq uint64) uint64 {
	for i := int(seq); i > 0; i-- {
		if _, is := t.entries[i-1].Event.(bot.AgentClaimed); is {
			return uint64(i)
		}
	}
	return 0
}

// judgeEvents holds what was acknowledged against what is kept: D5 and D6, and D4 for effects of no cause.
func (t *talk) judgeEvents(seen *outside, letters map[bot.EventID]bool) {
	kept := map[bot.EventID]uint64{}
	for _, e := range t.entries {
		if was := kept[e.ID]; was != 0 {
			t.breaks("D5", e.Seq, "event %s is turn %d and turn %d", e.ID, was, e.Seq)
		}
		kept[e.ID] = e.Seq
	}
	if seen == nil {
		return
	}
	known := map[bot.EventID]bool{}
	for _, one := range seen.events {
		known[one.ID] = true
		switch {
		case one.acked.IsZero() || one.refuse != "":
		case kept[one.ID] == 0 && !letters[one.ID]:
			t.breaks("D5", 0, "event %s (%T) was acknowledged at %s and is in no turn and no letter", one.ID, one.event, clock(one.acked))
		case kept[one.ID] != 0 && letters[one.ID]:
			t.breaks("D5", kept[one.ID], "event %s is a turn and a letter", one.ID)
		}
	}
	for _, e := range t.entries {
		_, timer := e.Event.(bot.Woke)
		_, sorry := e.Event.(bot.Faulted)
		if !known[e.ID] && !timer && !sorry && e.At.Before(seen.until()) {
			t.breaks("D4", e.Seq, "turn %d comes from event %s, which nobody sent", e.Seq, e.ID)
		}
	}
}

// until is when the snapshot's last event was sent.
func (o *outside) until() (last time.Time) {
	for _, one := range o.events {
		if one.At.After(last) {
			last = one.At
		}
	}
	return last
}

// judgeTimers: each once, never early (D8).
func (t *talk) judgeTimers(f *figures, seen *outside) {
	shown := map[uint64]time.Time{} // by turn: its first message
	if seen != nil {
		for _, m := range seen.messages {
			if at := placeOf(m.Key); shown[at.seq].IsZero() {
				shown[at.seq] = m.at
			}
		}
	}
	for i, e := range t.entries {
		woke, is := e.Event.(bot.Woke)
		if !is {
			continue
		}
		due, set := pending(t.sessions[i], woke)
		switch {
		case !set:
			f.vain++
			continue
		case e.At.Before(due):
			t.breaks("D8", e.Seq, "wake %s came %s early", woke.Name, due.Sub(e.At))
		}
		f.late = append(f.late, e.At.Sub(due))
		if at := shown[e.Seq]; !at.IsZero() {
			f.shown = append(f.shown, at.Sub(due))
		}
	}
}

func pending(s bot.Session, woke bot.Woke) (due time.Time, set bool) {
	for _, p := range s.Wakes {
		if p.Name == woke.Name && p.Generation == woke.Generation {
			return p.Due, true
		}
	}
	return due, false
}

// judgeRefusals: what an agent was told was true at some moment between asking and answer.
func (t *talk) judgeRefusals(engine *bot.Engine, seen *outside) {
	if seen == nil || len(t.sessions) == 0 {
		return
	}
	acked, given := map[bot.EventID]time.Time{}, map[bot.EventID]time.Time{}
	for _, one := range seen.events {
		if acked[one.ID] = one.acked; len(one.given) > 0 {
			given[one.ID] = one.given[0]
		}
	}
	for _, one := range seen.events {
		if one.refuse == "" {
			continue
		}
		from, to := 0, 0
		for i, e := range t.entries {
			if at := acked[e.ID]; !at.IsZero() && at.Before(given[one.ID]) {
				from = i + 1
			}
			if at := given[e.ID]; at.Before(one.acked) {
				to = i + 1
			}
		}
		so := false
		for k := from; k <= to && !so; k++ {
			turn := engine.Step(t.sessions[k], bot.Envelope{ID: one.ID, Where: one.Where, At: one.At, Event: one.event})
			so = string(turn.Refused) == one.refuse
		}
		if !so {
			t.breaks("D9", uint64(from), "an agent's %T (%s) was refused, %q, which was true at no moment between turn %d and turn %d",
				one.event, one.ID, one.refuse, from, to)
		}
	}
}

// judgeRest: nothing is missing, nothing waits (D1, D6, D8).
func (t *talk) judgeRest(seen *outside) {
	if seen == nil {
		seen = &outside{}
	}
	came := map[string]bool{}
	for _, m := range seen.messages {
		came[m.Key] = true
	}
	for _, key := range t.keys() {
		line := t.line(key)
		switch {
		case came[key] && line.State != bot.LineSent && !seen.refused[key]:
			t.breaks("D1", line.Seq, "%s was accepted and is %s in the outbox", key, line.State)
		case came[key], seen.refused[key] && line.State == bot.LineDead, t.hushed(key, line):
		default:
			t.breaks("D1", line.Seq, "%s was never accepted; it is %s after %d tries (%s): %q", key, line.State, line.Attempt, line.Reason, t.expected[key].Text)
		}
	}
	if want, got := len(t.expected), len(t.keys()); want != got {
		t.breaks("D1", 0, "%d lines should be in the outbox, %d are", want, got)
	}
	for _, one := range seen.events {
		if one.acked.IsZero() {
			t.breaks("D6", 0, "event %s was given %d times and never acknowledged", one.ID, len(one.given))
		}
	}
	if n := len(t.sessions); n > 0 {
		for _, p := range t.sessions[n-1].Wakes {
			if p.Due.Before(time.Now().Add(-time.Second)) {
				t.breaks("D8", p.Generation, "wake %s was due at %s and never came", p.Name, clock(p.Due))
			}
		}
	}
}

// hushed reports whether a line was cancelled by a claim that came after it. An agent's line never is.
func (t *talk) hushed(key string, line *row) bool {
	if line.State != bot.LineCancelled || t.expected[key].From == bot.FromAgent {
		return false
	}
	return t.claimed(uint64(len(t.entries))) > line.Seq
}

func clock(at time.Time) string { return at.UTC().Format("15:04:05.000") }

func homeOf(key string) string {
	for range 2 {
		key = key[:max(lastSlash(key), 0)]
	}
	return key
}

func lastSlash(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return i
		}
	}
	return -1
}

// figures are what a run was.
type figures struct {
	turns, vain int
	late, shown []time.Duration
}

func (f figures) String() string {
	return fmt.Sprintf("%d turns; %d timers, late by %s, their messages by %s; %d in vain", f.turns, len(f.late), spread(f.late), spread(f.shown), f.vain)
}

func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	at := func(q float64) time.Duration {
		return all[min(int(q*float64(len(all))), len(all)-1)].Round(time.Millisecond)
	}
	return fmt.Sprintf("p50 %s p99 %s max %s", at(.5), at(.99), at(1))
}
