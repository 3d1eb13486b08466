package sqlite

import "time"

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
