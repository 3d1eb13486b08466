//go:build integration

package faults

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// The kinds of trouble that one platform, or one conversation, has by itself.
const (
	cutOff  = "every request of one platform is cut"
	slow    = "one platform takes 6 s"
	limited = "one platform says 429 to all"
	flood   = "one conversation writes 40 times a second"
)

// How often each trouble comes and goes; how much slower than the slowest time without trouble the others
// may be; and how much of each time is left out, so that it does not pay for the one before.
const (
	rounds   = 4
	slower   = 1.2
	settling = 4 // a quarter
)

// span is a time with trouble or without.
type span struct {
	from, to time.Time
	trouble  bool
	taken    []time.Duration // from an event to its acknowledgement
	answered []time.Duration // from an event to the first message that answers it
}

// measureNeighbours measures D11: trouble comes to one platform and goes, again and again, and the other's times are
// compared. On a busy machine a p99 moves by more than trouble moves it, so it is red only when every time with trouble
// is slower by a fifth than the slowest without; the figures are printed. It is no part of `make test`.
func measureNeighbours(t *testing.T, lasts time.Duration) {
	t.Helper()
	troubles := []string{cutOff, slow, limited, flood}
	each := max(lasts, 30*time.Second) / time.Duration(2*rounds*len(troubles))
	r := build(t, serve(t), plan{seed: 1, people: people})
	r.begin()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	r.talk(ctx)
	spans := map[string][]span{}
	for _, trouble := range troubles {
		for n := range 2 * rounds {
			spans[trouble] = append(spans[trouble], r.during(ctx, trouble, n%2 == 1, each))
		}
	}
	stop()
	r.crowd.Wait()
	if err := r.measure(t.Context(), spans); err != nil {
		t.Fatal(err)
	}
	for _, trouble := range troubles {
		compare(t, trouble, "taken", spans[trouble], func(s span) []time.Duration { return s.taken })
		compare(t, trouble, "answered", spans[trouble], func(s span) []time.Duration { return s.answered })
	}
}

// during lets some time pass, with trouble or without.
func (r *rig) during(ctx context.Context, trouble string, on bool, lasts time.Duration) span {
	now := time.Now()
	s := span{from: now.Add(lasts / settling), to: now.Add(lasts), trouble: on}
	north, south := r.platforms[0], r.platforms[1]
	if on {
		north.ails(trouble)
		defer north.ails("")
	}
	for n := 0; time.Now().Before(s.to); n++ {
		if on && trouble == flood {
			id := fmt.Sprintf("flood:%d:%d", s.from.UnixNano(), n)
			south.post(bot.EventID(id), "south:flood", bot.Said{Text: "hello"}, 0)
		}
		select {
		case <-ctx.Done():
		case <-time.After(25 * time.Millisecond):
		}
	}
	return s
}

// measure fills in how long the south's events took.
func (r *rig) measure(ctx context.Context, all map[string][]span) error {
	db, err := pgx.Connect(ctx, r.url)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close(ctx) }()
	for home, seen := range r.snapshot() {
		if home.Channel() != "south" || home == "south:flood" {
			continue
		}
		t, err := r.read(ctx, db, home)
		if err != nil {
			return err
		}
		first, answers := map[uint64]time.Time{}, map[bot.EventID]time.Time{}
		for _, m := range slices.Backward(seen.messages) {
			first[placeOf(m.Key).seq] = m.at
		}
		for _, e := range t.entries {
			answers[e.ID] = first[e.Seq]
		}
		for _, one := range seen.events {
			for _, spans := range all {
				for i := range spans {
					spans[i].add(one, answers[one.ID])
				}
			}
		}
	}
	return nil
}

func (s *span) add(one posted, answered time.Time) {
	if one.At.Before(s.from) || one.At.After(s.to) || one.acked.IsZero() || len(one.given) > 1 {
		return
	}
	s.taken = append(s.taken, one.acked.Sub(one.At))
	if answered.After(one.At) {
		s.answered = append(s.answered, answered.Sub(one.At))
	}
}

// compare prints what trouble did to the others, and is red when that is plain.
func compare(t *testing.T, trouble, what string, spans []span, of func(span) []time.Duration) {
	t.Helper()
	var all [2][]time.Duration // without and with
	var p99s [2][]time.Duration
	for _, s := range spans {
		i := 0
		if s.trouble {
			i = 1
		}
		all[i], p99s[i] = append(all[i], of(s)...), append(p99s[i], p99(of(s)))
	}
	quiet, troubled := p99(all[0]), p99(all[1])
	t.Logf("D11, %s: the others are %s within %s (p99 of %d) without and %s (of %d) with, %+.0f %%; without, the p99 of each time was %s to %s",
		trouble, what, ms(quiet), len(all[0]), ms(troubled), len(all[1]), 100*(float64(troubled)/float64(quiet)-1),
		ms(slices.Min(p99s[0])), ms(slices.Max(p99s[0])))
	if float64(slices.Min(p99s[1])) > slower*float64(slices.Max(p99s[0])) {
		t.Errorf("D11 is broken: while %s, the others are %s slower than ever without", trouble, what)
	}
}

func ms(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }

func p99(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	all = slices.SortedFunc(slices.Values(all), cmp.Compare[time.Duration])
	return all[min(len(all)*99/100, len(all)-1)]
}
