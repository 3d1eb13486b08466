package storetest

import (
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func (r rig) lease(now time.Time, n int) []bot.Line {
	r.Helper()
	lines, err := r.store.Lease(r.Context(), now, n)
	if err != nil {
		r.Fatalf("lease: %v", err)
	}
	return lines
}

// only leases with room for many lines and returns the one that comes.
func (r rig) only(now time.Time) bot.Line {
	r.Helper()
	lines := r.lease(now, 100)
	if len(lines) != 1 {
		r.Fatalf("leased %v, want one line", texts(lines))
	}
	return lines[0]
}

// nothing checks that there is nothing to lease.
func (r rig) nothing(now time.Time) {
	r.Helper()
	if lines := r.lease(now, 100); len(lines) != 0 {
		r.Fatalf("leased %v, want nothing", texts(lines))
	}
}

// settle ends leases of a worker that takes nothing more.
func (r rig) settle(settled ...bot.Settlement) {
	r.Helper()
	if next := r.settleNext(settled...); len(next) != 0 {
		r.Errorf("settling gave %v, which nobody asked for", texts(next))
	}
}

// settleNext ends leases and returns the lines that came with it.
func (r rig) settleNext(settled ...bot.Settlement) []bot.Line {
	r.Helper()
	next, err := r.store.Settle(r.Context(), settled)
	if err != nil {
		r.Fatalf("settle: %v", err)
	}
	return next
}

// probes checks which lines are to be probed, and returns them.
func (r rig) probes(now time.Time, want ...string) []bot.Line {
	r.Helper()
	lines, err := r.store.Uncertain(r.Context(), now, 100)
	if err != nil {
		r.Fatalf("uncertain: %v", err)
	}
	if !slices.Equal(texts(lines), want) {
		r.Fatalf("to be probed: %q, want %q", texts(lines), want)
	}
	return lines
}

// drain sends all that can be sent, one line after the other, and returns what each says.
func (r rig) drain(now time.Time) (said []string) {
	r.Helper()
	for {
		lines := r.lease(now, 1)
		if len(lines) == 0 {
			return said
		}
		said = append(said, texts(lines)...)
		r.settle(sent(lines[0]))
	}
}

// says checks what drain gives.
func (r rig) says(now time.Time, want ...string) {
	r.Helper()
	if got := r.drain(now); !slices.Equal(got, want) {
		r.Errorf("the outbox gave %q, want %q", got, want)
	}
}

func sent(line bot.Line) bot.Settlement {
	return bot.Settlement{Line: line, State: bot.LineSent, Receipt: bot.Receipt{ID: "1700000000.000100"}}
}

func again(line bot.Line, at time.Time) bot.Settlement {
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: "429", After: at}
}

// unknown is that perhaps the line was accepted, to be probed at a time.
func unknown(line bot.Line, at time.Time) bot.Settlement {
	return bot.Settlement{Line: line, State: bot.LineUncertain, Reason: "timeout", After: at}
}

// taking is the settlement by a worker that takes the next line.
func taking(settled bot.Settlement) bot.Settlement {
	settled.Take = true
	return settled
}

func ended(line bot.Line, state bot.LineState) bot.Settlement {
	return bot.Settlement{Line: line, State: state, Reason: "timeout"}
}

// texts is what the lines say, for comparing.
func texts(lines []bot.Line) []string {
	said := make([]string, len(lines))
	for i, line := range lines {
		if at, ok := line.Effect.(bot.AtDesk); ok {
			line.Effect = at.Do
			said[i] = string(at.Desk) + " " + texts([]bot.Line{line})[0]
			continue
		}
		switch effect := line.Effect.(type) {
		case bot.Say:
			said[i] = effect.Text
		case bot.Relay:
			said[i] = "relay " + effect.Text
		case bot.ShowCase:
			said[i] = "case " + string(effect.Case.State)
		default:
			said[i] = fmt.Sprintf("%T", effect)
		}
	}
	return said
}
