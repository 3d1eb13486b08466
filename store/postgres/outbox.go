package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlUnsent = `select count(*) from outbox where conversation = $1 and state in ('ready', 'leased', 'uncertain')`

	sqlLease = `
with due as (
	select ctid as place from outbox
	where state = 'ready' and due <= coalesce($1, now())
	order by due limit $2 for update skip locked
)
update outbox o set state = 'leased', attempt = attempt + 1, due = coalesce($1, now()) + interval '15 s'
from due d where o.ctid = d.place
returning o.conversation, o.seq, o.part, o.attempt, o.probes, o.body`

	sqlUncertain = `
with due as (
	select ctid as place from outbox
	where state in ('leased', 'uncertain') and due <= coalesce($1, now())
	order by due limit $2 for update skip locked
)
update outbox o set state = 'uncertain', attempt = attempt + 1, probes = probes + 1, due = coalesce($1, now()) + interval '15 s'
from due d where o.ctid = d.place
returning o.conversation, o.seq, o.part, o.attempt, o.probes, o.body`
)

// Lease takes the first unsent line of up to n conversations for 15 seconds, the longest due first; the
// zero time stands for the database's clock. A conversation gives nothing while its first line is
// leased, is to wait or is uncertain.
//
// A line that this release cannot read holds up its conversation alone; it is told as an error when
// there is nothing else to lease.
func (s *Store) Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	return s.lines(ctx, "lease lines", sqlLease, clock(now), max(n, 0))
}

// Uncertain leases up to n lines of unknown fate, for whoever finds out what became of them: those that
// were settled as uncertain and are to be probed by now, and those that were not settled in time, since
// who had them may have sent them. Each has a raised attempt, so that of two who look only the later one
// decides, and one probe more. One that is not settled within 15 seconds is given out again.
func (s *Store) Uncertain(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	return s.lines(ctx, "lease uncertain lines", sqlUncertain, clock(now), max(n, 0))
}

// Unsent counts the lines of a conversation that are not settled for good, in all its queues.
func (s *Store) Unsent(ctx context.Context, id bot.ConversationID) (n int, err error) {
	if err := s.pool.QueryRow(ctx, sqlUnsent, string(id)).Scan(&n); err != nil {
		return 0, fmt.Errorf("count the lines of %s: %w", id, err)
	}
	return n, nil
}

// clock is the time that a caller means; null stands for the database's clock.
func clock(now time.Time) *time.Time {
	if now.IsZero() {
		return nil
	}
	return &now
}

// row is a line whose effect has not been read.
type row struct {
	line bot.Line
	body string
}

// lines asks for lines. An error about some of them is told when there are no others.
func (s *Store) lines(ctx context.Context, what, query string, args ...any) ([]bot.Line, error) {
	asked, err := s.pool.Query(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	rows, err := pgx.CollectRows(asked, scanLine)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	lines, err := readLines(rows, nil)
	if len(lines) == 0 && err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return lines, nil
}

func scanLine(rows pgx.CollectableRow) (r row, err error) {
	var seq int64
	err = rows.Scan(&r.line.Conversation, &seq, &r.line.Part, &r.line.Attempt, &r.line.Probes, &r.body)
	r.line.Seq = uint64(seq)
	return r, err
}

// readLines returns the lines that can be read, by conversation, and why others cannot. Those whose effect is
// known need no reading.
func readLines(rows []row, known map[string]bot.Effect) (lines []bot.Line, err error) {
	for _, r := range rows {
		effect, is := known[r.line.ID()]
		var bad error
		if !is {
			effect, bad = bot.UnmarshalEffect([]byte(r.body))
		}
		if bad != nil {
			err = errors.Join(err, fmt.Errorf("%s: %w", r.line.ID(), bad))
			continue
		}
		r.line.Effect = effect
		lines = append(lines, r.line)
	}
	slices.SortFunc(lines, func(a, b bot.Line) int { return cmp.Compare(a.Conversation, b.Conversation) })
	return lines, err
}
