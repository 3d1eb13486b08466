package bench

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/helpaide/helpaide/bot"
)

// pgxBatch sends all statements of a turn at once: one exchange, which is one transaction.
type pgxBatch struct{}

func (pgxBatch) keep(ctx context.Context, pool *pgxpool.Pool, r *rows) error {
	send, won := &pgx.Batch{}, false
	send.Queue(sqlMark, r.mark, r.token)
	send.Queue(sqlSession, r.id, r.seq, r.session).Exec(func(done pgconn.CommandTag) error {
		won = done.RowsAffected() == 1
		return nil
	})
	send.Queue(sqlJournal, r.journal()...)
	for i, line := range r.lines {
		send.Queue(sqlLine, r.id, r.seq, line.Part, r.bodies[i])
	}
	err := pool.SendBatch(ctx, send).Close()
	if err == nil && !won { // the same (conversation, seq) twice in the journal undoes it all before this is seen
		err = errLost
	}
	return err
}

func (pgxBatch) settle(ctx context.Context, pool *pgxpool.Pool, lines []bot.Line) error {
	send := &pgx.Batch{}
	for _, line := range lines {
		send.Queue(sqlSent, string(line.Conversation), int64(line.Seq), line.Part, "receipt")
	}
	return pool.SendBatch(ctx, send).Close()
}
