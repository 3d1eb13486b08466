//go:build integration

package faults

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// around is how many turns before and after the broken one a story tells.
const around = 4

// moment is a line of a story.
type moment struct {
	at   time.Time
	what string
}

// tell is the story of a violation: journal and messages side by side, as time went by, and what was
// done to the rig meanwhile.
func (r *rig) tell(ctx context.Context, v violation) string {
	db, err := pgx.Connect(ctx, r.url)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = db.Close(ctx) }()
	t, err := r.read(ctx, db, v.home)
	if err != nil {
		return err.Error()
	}
	seen := r.snapshot()[v.home]
	if seen == nil {
		seen = &outside{}
	}
	moments := t.moments(seen, v.seq)
	if len(moments) == 0 {
		return "nothing is known of it"
	}
	sort.SliceStable(moments, func(i, j int) bool { return moments[i].at.Before(moments[j].at) })
	var out strings.Builder
	for _, m := range moments {
		fmt.Fprintf(&out, "%s  %s\n", clock(m.at), m.what)
	}
	fmt.Fprintln(&out, "what the replicas logged of it:")
	for _, line := range tail(r.logs(string(v.home)), 12) {
		fmt.Fprintln(&out, line)
	}
	return out.String()
}

func (t *talk) moments(seen *outside, seq uint64) (all []moment) {
	near := func(n uint64) bool { return seq == 0 || n+around >= seq && n <= seq+around }
	for _, one := range seen.events {
		for i, at := range one.given {
			if near(t.turnOf(one.ID)) {
				all = append(all, moment{at, fmt.Sprintf("given %d  %s %T", i+1, one.ID, one.event)})
			}
		}
		if !one.acked.IsZero() && near(t.turnOf(one.ID)) {
			all = append(all, moment{one.acked, fmt.Sprintf("acknowledged  %s %s", one.ID, one.refuse)})
		}
	}
	for _, e := range t.entries {
		if near(e.Seq) {
			all = append(all, moment{e.At, fmt.Sprintf("turn %d  from %s %+v", e.Seq, e.ID, e.Event)})
			for _, l := range t.lines {
				if key := t.key(l.Seq, l.Part); l.Seq == e.Seq {
					all = append(all, moment{e.At, fmt.Sprintf("  line %d: %s after %d tries %s %q", l.Part, l.State, l.Attempt, l.Reason, short(t.expected[key].Text))})
				}
			}
		}
	}
	for _, m := range seen.messages {
		if near(placeOf(m.Key).seq) {
			all = append(all, moment{m.at, fmt.Sprintf("accepted  %s from %s: %s %q", m.Key, m.by, m.From, short(m.Text))})
		}
	}
	return all
}

// turnOf is the turn that an event became; that of the newest when it became none.
func (t *talk) turnOf(id bot.EventID) uint64 {
	for _, e := range t.entries {
		if e.ID == id {
			return e.Seq
		}
	}
	return uint64(len(t.entries))
}

func short(text string) string {
	if cut := []rune(text); len(cut) > 60 {
		return string(cut[:60]) + "…"
	}
	return text
}

func tail(lines []string, n int) []string { return lines[max(len(lines)-n, 0):] }
