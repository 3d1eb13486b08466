package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Due returns up to n wakes that are due at now, the earliest first; the zero time stands for the
// record's clock. They stay until a turn takes them: the one that comes from the wake, or another that
// cancels or replaces it.
func (s *Store) Due(ctx context.Context, now time.Time, n int) (alarms []bot.Alarm, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		alarms, err = list(ctx, s, scanAlarm, sqlDue, s.at(now).UnixMicro(), max(n, 0))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due wakes: %w", err)
	}
	return alarms, nil
}

// Next is when the earliest wake is due; false when none is set.
func (s *Store) Next(ctx context.Context) (next time.Time, found bool, err error) {
	var due int64
	err = s.read(ctx, func(ctx context.Context) (err error) {
		due, found, err = one[int64](ctx, s, sqlNext)
		return err
	})
	if err != nil {
		return time.Time{}, false, fmt.Errorf("find next wake: %w", err)
	}
	if !found {
		return time.Time{}, false, nil
	}
	return instant(due), true, nil
}

func scanAlarm(rows *sql.Rows) (alarm bot.Alarm, err error) {
	var generation, due int64
	err = rows.Scan(&alarm.Conversation, &alarm.Wake.Name, &generation, &due, &alarm.Home, &alarm.Reason)
	alarm.Wake.Generation, alarm.Wake.Due = uint64(generation), instant(due)
	return alarm, err
}
