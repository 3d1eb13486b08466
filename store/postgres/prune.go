package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/helpaide/helpaide/bot"
)

// prune is what drops rows by their age alone, some at once so that nobody waits for it.
type prune struct {
	query string
	keep  time.Duration
}

func prunes(keep bot.Retention) []prune {
	return []prune{
		{`delete from marks where ctid = any (array(select ctid from marks where at < $1 limit 5000))`, keep.Marks},
		{`delete from letters where ctid = any (array(select ctid from letters where buried < $1 limit 5000))`, keep.Letters},
		{`delete from audit where ctid = any (array(select ctid from audit where at < $1 limit 5000))`, keep.Audit},
	}
}

const (
	// sqlOldTalks finds conversations with turns or settled lines that are over their time, and no open case.
	sqlOldTalks = `
with old as (
	(select x.conversation from journal x where x.kept < $1 and not exists (
		select from cases c where c.conversation = x.conversation and c.state in ('queued', 'deferred', 'held') offset 0) limit 5000)
	union
	(select x.conversation from outbox x where x.kept < $1 and x.state in ('sent', 'dead', 'cancelled') and not exists (
		select from cases c where c.conversation = x.conversation and c.state in ('queued', 'deferred', 'held') offset 0) limit 5000)
)
select conversation from old limit 500`
	sqlPruneTurns = `delete from journal where conversation = any ($1::text[]) and kept < $2`
	sqlPruneLines = `delete from outbox where conversation = any ($1::text[]) and kept < $2 and state in ('sent', 'dead', 'cancelled')`
	// sqlPruneSessions ends the conversations of which nothing else is left.
	sqlPruneSessions = `
with over as (
	delete from sessions s where s.conversation = any ($1::text[])
		and not exists (select from journal x where x.conversation = s.conversation offset 0)
		and not exists (select from outbox x where x.conversation = s.conversation offset 0)
		and not exists (select from alarms x where x.conversation = s.conversation offset 0)
	returning s.conversation
),
copies as (
	delete from pairs p using over cross join lateral (select x.ctid as place from pairs x where x.conversation = over.conversation offset 0) x
	where p.ctid = x.place
)
delete from cases c using over cross join lateral (select x.ctid as place from cases x where x.conversation = over.conversation offset 0) x
where c.ctid = x.place`
)

// Prune drops what is older at now than it is to be kept, and tells how many rows. Turns and lines of a
// conversation with an open case stay. Of a conversation that has neither any more, nor a wake, the session
// goes too. Each step is a small transaction of its own.
func (s *Store) Prune(ctx context.Context, now time.Time, keep bot.Retention) (pruned int64, err error) {
	steps := []func() (int64, error){func() (int64, error) { return s.pruneTalks(ctx, now.Add(-keep.Talk)) }}
	for _, one := range prunes(keep) {
		steps = append(steps, func() (int64, error) {
			done, err := s.pool.Exec(ctx, one.query, now.Add(-one.keep))
			return done.RowsAffected(), err
		})
	}
	for _, step := range steps {
		for {
			n, err := step()
			pruned += n
			if err != nil {
				return pruned, fmt.Errorf("prune: %w", err)
			}
			if n == 0 {
				break
			}
		}
	}
	return pruned, nil
}

// pruneTalks prunes some conversations. As in a commit, they are locked first: then nothing comes to them
// between the looks at what is left of them.
func (s *Store) pruneTalks(ctx context.Context, before time.Time) (pruned int64, err error) {
	rows, err := s.pool.Query(ctx, sqlOldTalks, before)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	count := func(done pgconn.CommandTag) error {
		pruned += done.RowsAffected()
		return nil
	}
	send := &pgx.Batch{}
	send.Queue(sqlLock, ids)
	send.Queue(sqlPruneTurns, ids, before).Exec(count)
	send.Queue(sqlPruneLines, ids, before).Exec(count)
	send.Queue(sqlPruneSessions, ids)
	err = s.pool.SendBatch(ctx, send).Close()
	return pruned, err
}
