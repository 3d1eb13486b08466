package sqlite

import (
	"context"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Settle ends leases in one transaction: sent, dead, ready again after a time, or uncertain. The
// next line of the conversation's queue may then be leased, and is when Take says so, except behind one that
// is ready or uncertain. A settlement whose attempt is not the line's latest, or whose line is settled for good,
// is ignored. Of a line of the bot's or an agent's that is dead the conversation hears: see bot.Settlement.Lost.
func (s *Store) Settle(ctx context.Context, settled []bot.Settlement) ([]bot.Line, error) {
	for _, one := range settled {
		switch one.State {
		case bot.LineSent, bot.LineDead, bot.LineReady, bot.LineUncertain:
		default:
			return nil, fmt.Errorf("settle line %s: no lease ends as %q", one.Line.ID(), one.State)
		}
	}
	var next []row
	err := s.write(ctx, func(ctx context.Context) error {
		for _, one := range settled {
			rows, err := s.settle(ctx, one)
			if err != nil {
				return err
			}
			next = append(next, rows...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("settle %d lines: %w", len(settled), err)
	}
	lines, _ := readLines(next) // one that cannot be read is told by Lease, once its lease is over
	return lines, nil
}

// settle ends one lease and returns the line that is taken, if one is.
func (s *Store) settle(ctx context.Context, one bot.Settlement) ([]row, error) {
	var due any // of the line itself: null unless it is to be leased again
	if one.State == bot.LineReady || one.State == bot.LineUncertain {
		due = max(notBefore(one.After), 0)
	}
	if err := s.pair(ctx, one); err != nil {
		return nil, err
	}
	id, queue := string(one.Line.Conversation), one.Line.Queue()
	changed, err := s.exec(ctx, sqlSettle, string(one.State), due, one.Receipt.ID, one.Reason,
		id, int64(one.Line.Seq), one.Line.Part, one.Line.Attempt)
	if err != nil || changed == 0 {
		return nil, err
	}
	if alarm, lost := one.Lost(); lost {
		if _, err := s.exec(ctx, sqlLost, id, alarm.Wake.Name, int64(alarm.Wake.Generation), s.reach(time.Time{}).UnixMicro(), string(alarm.Home), alarm.Reason); err != nil {
			return nil, err
		}
	}
	if one.Take {
		return list(ctx, s, scanLine, sqlTakeNext, leaseEnd(s.reach(time.Time{})), id, queue)
	}
	_, err = s.exec(ctx, sqlPromote, id, queue)
	return nil, err
}
