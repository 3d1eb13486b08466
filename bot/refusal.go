package bot

import (
	"errors"
	"fmt"
	"time"
)

// The ways in which a channel fails to send, for errors.Is. An error that is none of these and no
// RetryAfterError leaves open whether the platform has the message.
var (
	// ErrRefused says that the platform will never take the line, such as one whose text is not allowed.
	ErrRefused = errors.New("refused for good")
	// ErrGone is an ErrRefused that says more: no line will reach this person any more, since they left, blocked
	// us, or their place is gone.
	ErrGone = fmt.Errorf("nobody is there: %w", ErrRefused)
	// ErrUnsent says that nothing reached the platform.
	ErrUnsent = errors.New("nothing was sent")
)

// RetryAfterError says that the platform took nothing and when to try again.
type RetryAfterError struct {
	After time.Duration // as the platform says it; 0 when it cannot be read
	All   bool          // the platform means every message of this bot, not this place alone
}

// Error says how long to wait.
func (e *RetryAfterError) Error() string { return fmt.Sprintf("try again in %s", e.Wait()) }

// Wait is After within reason: platforms have said 0, less than nothing, and days.
func (e *RetryAfterError) Wait() time.Duration {
	return min(max(e.After, time.Second), time.Hour)
}

// FatalError is why a channel cannot run until somebody does something: a token that is not valid, a
// permission that is missing. Its text says what.
type FatalError struct{ Reason string }

// Error is the reason.
func (e *FatalError) Error() string { return e.Reason }
