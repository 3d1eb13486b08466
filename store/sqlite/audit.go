package sqlite

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// audit writes what the turn made of the conversation's case, when that is another state or owner than before.
func (s *Store) audit(ctx context.Context, in *entry) error {
	held, ok := in.Turn.HeldCase()
	if !ok {
		return nil
	}
	doer, _ := bot.Doer(in.Cause.Event)
	_, err := s.exec(ctx, sqlAudited, s.reach(time.Time{}).UnixMicro(), in.id, int64(in.Turn.Session.Seq),
		doer.ID, bot.EventKind(in.Cause.Event), string(held.State), held.OwnerID())
	return err
}
