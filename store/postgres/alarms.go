package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlNow = `select clock_timestamp()`
	sqlDue = `select conversation, name, generation, due, home, reason from alarms
		where due <= coalesce($1, now()) order by due, conversation, name limit $2`
	sqlNext = `select min(due) from alarms`
)

// Now is the database's clock, which is the same for every process.
func (s *Store) Now(ctx context.Context) (now time.Time, err error) {
	if err := s.pool.QueryRow(ctx, sqlNow).Scan(&now); err != nil {
		return now, fmt.Errorf("ask for the time: %w", err)
	}
	return now, nil
}

// Due returns up to n wakes that are due at now, the earliest first; the zero time stands for the
// database's clock. They stay until a turn takes them: the one that comes from the wake, or another that
// cancels or replaces it. Processes that ask at the same time get the same ones.
func (s *Store) Due(ctx context.Context, now time.Time, n int) ([]bot.Alarm, error) {
	rows, err := s.pool.Query(ctx, sqlDue, clock(now), max(n, 0))
	if err != nil {
		return nil, fmt.Errorf("list due wakes: %w", err)
	}
	alarms, err := pgx.CollectRows(rows, scanAlarm)
	if err != nil {
		return nil, fmt.Errorf("list due wakes: %w", err)
	}
	return alarms, nil
}

func scanAlarm(row pgx.CollectableRow) (alarm bot.Alarm, err error) {
	var generation int64
	err = row.Scan(&alarm.Conversation, &alarm.Wake.Name, &generation, &alarm.Wake.Due, &alarm.Home, &alarm.Reason)
	alarm.Wake.Generation, alarm.Wake.Due = uint64(generation), alarm.Wake.Due.UTC()
	return alarm, err
}

// Next is when the earliest wake is due; false when none is set.
func (s *Store) Next(ctx context.Context) (time.Time, bool, error) {
	var due *time.Time
	if err := s.pool.QueryRow(ctx, sqlNext).Scan(&due); err != nil {
		return time.Time{}, false, fmt.Errorf("find next wake: %w", err)
	}
	if due == nil {
		return time.Time{}, false, nil
	}
	return due.UTC(), true, nil
}
