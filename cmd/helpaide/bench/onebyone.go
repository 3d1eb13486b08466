package bench

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/helpaide/helpaide/bot"
)

// oneByOne begins, says statement after statement, and commits. The statements are prepared.
type oneByOne struct{}

func (oneByOne) keep(ctx context.Context, pool *pgxpool.Pool, r *rows) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sqlMark, r.mark, r.token); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, sqlSession, r.id, r.seq, r.session)
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			return errLost
		}
		if _, err := tx.Exec(ctx, sqlJournal, r.journal()...); err != nil {
			return err
		}
		for i, line := range r.lines {
			if _, err := tx.Exec(ctx, sqlLine, r.id, r.seq, line.Part, r.bodies[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// settle is one statement a line, each its own transaction.
func (oneByOne) settle(ctx context.Context, pool *pgxpool.Pool, lines []bot.Line) error {
	for _, line := range lines {
		if _, err := pool.Exec(ctx, sqlSent, string(line.Conversation), int64(line.Seq), line.Part, "receipt"); err != nil {
			return err
		}
	}
	return nil
}
