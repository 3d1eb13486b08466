package host

import (
	"errors"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// How long a line waits before it is tried again: after a failure in which nothing was written, it
// doubles from the first to the longest. And how often a line is written whose fate cannot be found out.
const (
	retryAfter   = 5 * time.Second
	longestRetry = 5 * time.Minute
	mostAttempts = 20
)

// judge says what a channel's answer means for the line (DELIVERY's table of outcomes).
func (c *courier) judge(route *route, line bot.Line, receipt bot.Receipt, err error) bot.Settlement {
	var later *bot.RetryAfterError
	switch {
	case err == nil:
		return bot.Settlement{Line: line, State: bot.LineSent, Receipt: receipt, Take: true}
	case errors.As(err, &later):
		wait := later.Wait() + margin
		c.pause(route, line.To(), wait, later.All)
		return c.again(line, wait, err)
	case errors.Is(err, bot.ErrRefused):
		c.log.WithField("line", line.ID()).WithError(err).Error("a line was refused for good")
		return bot.Settlement{Line: line, State: bot.LineDead, Gone: errors.Is(err, bot.ErrGone), Reason: reason(err), Take: true}
	case errors.Is(err, bot.ErrUnsent):
		return c.again(line, backoff(line.Attempt), err)
	}
	return c.uncertain(route, line, err)
}

// again leaves the line for later: while a platform is away, its lines wait.
func (c *courier) again(line bot.Line, wait time.Duration, err error) bot.Settlement {
	c.log.WithField("line", line.ID()).WithError(err).WithField("wait", wait.String()).Warn("a line was not accepted")
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: reason(err), After: c.now().Add(wait)}
}

// againOrNever gives up a line that may have been accepted very many times already.
func (c *courier) againOrNever(line bot.Line, err error) bot.Settlement {
	if line.Attempt < mostAttempts {
		return c.again(line, backoff(line.Attempt), err)
	}
	c.log.WithField("line", line.ID()).WithError(err).Error("a line was given up after many tries")
	return bot.Settlement{Line: line, State: bot.LineDead, Reason: reason(err), Take: true}
}

// reason is an error as a record can hold it: short, and without bytes that some refuse.
func reason(err error) string {
	text := strings.ReplaceAll(err.Error(), "\x00", "")
	return strings.ToValidUTF8(text[:min(len(text), 300)], "")
}

// backoff is the wait after that many attempts.
func backoff(attempt int) time.Duration {
	wait := retryAfter
	for range attempt - 1 {
		if wait *= 2; wait >= longestRetry {
			return longestRetry
		}
	}
	return wait
}
