package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// leaseTime is how long a worker has to settle a line.
const leaseTime = 15 * time.Second

// row is a line whose effect has not been read.
type row struct {
	line bot.Line
	body string
}

// Lease takes the first unsent line of up to n conversations for 15 seconds; those that were never
// leased come first. A conversation gives nothing while its first line is leased, is to wait or is
// uncertain.
//
// The zero time stands for the record's clock.
//
// A line that this release cannot read holds up its conversation alone; it is told as an error when
// there is nothing else to lease.
func (s *Store) Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	var rows []row
	err := s.read(ctx, func(ctx context.Context) (err error) {
		at := s.at(now)
		rows, err = list(ctx, s, scanLine, sqlLease, leaseEnd(at), at.UnixMicro(), max(n, 0))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lease lines: %w", err)
	}
	lines, err := readLines(rows)
	if len(lines) == 0 && err != nil {
		return nil, fmt.Errorf("lease lines: %w", err)
	}
	return lines, nil
}

// Uncertain leases up to n lines of unknown fate, for whoever finds out what became of them: those that
// were settled as uncertain and are to be probed by now, and those that were not settled in time, since
// who had them may have sent them. Each has a raised attempt, so that of two who look only the later one
// decides, and one probe more. One that is not settled within 15 seconds is given out again.
func (s *Store) Uncertain(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	var rows []row
	err := s.read(ctx, func(ctx context.Context) (err error) {
		at := s.at(now)
		rows, err = list(ctx, s, scanLine, sqlUncertain, leaseEnd(at), at.UnixMicro(), max(n, 0))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("lease uncertain lines: %w", err)
	}
	lines, err := readLines(rows)
	if len(lines) == 0 && err != nil {
		return nil, fmt.Errorf("lease uncertain lines: %w", err)
	}
	return lines, nil
}

// Unsent counts the lines of a conversation that are not settled for good, in all its queues.
func (s *Store) Unsent(ctx context.Context, id bot.ConversationID) (n int, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		n, _, err = one[int](ctx, s, sqlUnsent, string(id))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("count the lines of %s: %w", id, err)
	}
	return n, nil
}

// voidLeases ends the leases of a former process. Their lines stay leased, until now: perhaps they
// were written, so a claim does not cancel them.
func (s *Store) voidLeases(ctx context.Context) error {
	_, err := s.exec(ctx, sqlVoid)
	return err
}

func scanLine(rows *sql.Rows) (r row, err error) {
	return r, rows.Scan(&r.line.Conversation, &r.line.Seq, &r.line.Part, &r.line.Attempt, &r.line.Probes, &r.body)
}

// readLines returns the lines that can be read, by conversation, and why others cannot.
func readLines(rows []row) (lines []bot.Line, err error) {
	for _, r := range rows {
		effect, bad := bot.UnmarshalEffect([]byte(r.body))
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
