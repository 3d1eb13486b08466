package sqlite

import (
	"context"
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// Settle ends leases in one transaction: sent, dead, ready again after a time, or uncertain. The
// conversation's next line may then be leased, except behind one that is ready or uncertain. A
// settlement whose attempt is not the line's latest, or whose line is settled for good, is ignored.
func (s *Store) Settle(ctx context.Context, settled []bot.Settlement) error {
	for _, one := range settled {
		switch one.State {
		case bot.LineSent, bot.LineDead, bot.LineReady, bot.LineUncertain:
		default:
			return fmt.Errorf("settle line %s: no lease ends as %q", one.Line.ID(), one.State)
		}
	}
	err := s.write(ctx, func(ctx context.Context) error {
		for _, one := range settled {
			if err := s.settle(ctx, one); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("settle %d lines: %w", len(settled), err)
	}
	return nil
}

func (s *Store) settle(ctx context.Context, one bot.Settlement) error {
	var due any // of the line itself: null unless it is to be leased again
	if one.State == bot.LineReady {
		due = max(notBefore(one.After), 0)
	}
	id := string(one.Line.Conversation)
	changed, err := s.exec(ctx, sqlSettle, string(one.State), due, one.Receipt.ID, one.Reason,
		id, int64(one.Line.Seq), one.Line.Part, one.Line.Attempt)
	if err != nil || changed == 0 {
		return err
	}
	_, err = s.exec(ctx, sqlPromote, id)
	return err
}
