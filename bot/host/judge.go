package host

import (
	"errors"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// How long a line waits before it is tried again: after a failure in which nothing was written, it
// doubles from the first to the longest.
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
		wait := later.Wait()
		route.pause(line.Effect.(bot.Say).To, c.now().Add(wait), later.All)
		return c.again(line, wait, err)
	case errors.Is(err, bot.ErrRefused):
		c.log.WithField("line", line.ID()).WithError(err).Error("a line was refused for good")
		return bot.Settlement{Line: line, State: bot.LineDead, Reason: err.Error(), Take: true}
	case errors.Is(err, bot.ErrUnsent):
		return c.again(line, backoff(line.Attempt), err)
	}
	return c.uncertain(route, line, err)
}

// again leaves the line for later, or gives it up after very many tries.
func (c *courier) again(line bot.Line, wait time.Duration, err error) bot.Settlement {
	log := c.log.WithField("line", line.ID()).WithError(err)
	if line.Attempt >= mostAttempts {
		log.Error("a line was given up after many tries")
		return bot.Settlement{Line: line, State: bot.LineDead, Reason: err.Error(), Take: true}
	}
	log.WithField("wait", wait.String()).Warn("a line was not accepted")
	return bot.Settlement{Line: line, State: bot.LineReady, Reason: err.Error(), After: c.now().Add(wait)}
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
