package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// audit writes what the turn made of the conversation's case, when that is another state or owner than what it
// became last.
func (s *Store) audit(ctx context.Context, in *entry) error {
	held, ok := in.Turn.HeldCase()
	if !ok {
		return nil
	}
	before, err := list(ctx, s, scanBefore, sqlBefore, in.id)
	if err != nil {
		return err
	}
	was := append(before, bot.Change{})[0]
	if was.After == held.State && was.AfterOwner == held.OwnerID() {
		return nil
	}
	doer, _ := bot.Doer(in.Cause.Event)
	_, err = s.exec(ctx, sqlAudited, s.reach(time.Time{}).UnixMicro(), in.id, int64(in.Turn.Session.Seq),
		doer.ID, bot.EventKind(in.Cause.Event), string(was.After), was.AfterOwner, string(held.State), held.OwnerID())
	return err
}

func scanBefore(rows *sql.Rows) (c bot.Change, err error) {
	err = rows.Scan(&c.After, &c.AfterOwner)
	return c, err
}
