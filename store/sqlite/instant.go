package sqlite

import (
	"context"
	"time"
)

// Now is the record's clock: the machine's or, where a caller has spoken of a later time, that one.
func (s *Store) Now(ctx context.Context) (now time.Time, err error) {
	err = s.read(ctx, func(context.Context) error {
		now = s.reach(time.Time{})
		return nil
	})
	return now, err
}

// reach moves the record's clock to now, if that is later, and returns it. A lease that is given
// without a time must not be over before it began when the process lives in another time.
func (s *Store) reach(now time.Time) time.Time {
	if now.After(s.latest) {
		s.latest = now
	}
	if machine := time.Now(); machine.After(s.latest) {
		return machine
	}
	return s.latest
}

// at is the time that a caller means: zero stands for the record's own.
func (s *Store) at(now time.Time) time.Time {
	own := s.reach(now)
	if now.IsZero() {
		return own
	}
	return now
}

// leaseEnd is when a lease is over that begins at now.
func leaseEnd(now time.Time) int64 { return notBefore(now.Add(leaseTime)) }

// notBefore is the first microsecond at which t is reached: what waits for t is never early.
func notBefore(t time.Time) int64 {
	micro := t.UnixMicro()
	if t.Nanosecond()%1000 != 0 {
		micro++
	}
	return micro
}

// instant reads what notBefore gave.
func instant(micro int64) time.Time { return time.UnixMicro(micro).UTC() }
