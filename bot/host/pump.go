package host

import (
	"context"
	"fmt"
	"time"
)

// batch is how many lines or wakes are taken at a time.
const batch = 64

// Pump wakes what is due, delivers what is ready and looks up what became of the rest, until nothing is left to do now. It is for
// hosts without Run, whose time is moved by hand.
func (h *Host) Pump(ctx context.Context) error {
	for {
		woke, err := h.wakeDue(ctx)
		if err != nil {
			return err
		}
		h.tried.under.wait(context.Background())
		if err := h.tried.failed(); err != nil {
			return err
		}
		sent, err := h.deliver(ctx)
		if err != nil {
			return err
		}
		probed, err := h.courier.probeDue(ctx)
		if err != nil {
			return err
		}
		h.courier.under.wait(ctx)
		if woke+sent+probed == 0 {
			return nil
		}
	}
}

// NextWake is when the earliest wake is due; false when none is set.
func (h *Host) NextWake(ctx context.Context) (time.Time, bool, error) {
	return h.Alarms.Next(ctx)
}

// deliver sends the lines that are ready, each conversation's in order. It returns how many were begun.
func (h *Host) deliver(ctx context.Context) (int, error) {
	lines, err := h.Outbox.Lease(ctx, h.now(), batch)
	if err != nil {
		return 0, fmt.Errorf("lease lines: %w", err)
	}
	for _, line := range lines {
		h.courier.carry(line)
	}
	h.courier.under.wait(ctx)
	return len(lines), nil
}
