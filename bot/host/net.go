package host

import (
	"context"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// graceTime is how much longer than sendTime an adapter may take before it is left alone.
const graceTime = 500 * time.Millisecond

// send is Channel.Send behind a net: a fault in an adapter, or one that does not come back, costs one
// line, whose fate is then unknown.
func (r *route) send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	receipt, _, err := behindNet("send", line, func() (bot.Receipt, bool, error) {
		receipt, err := r.channel.Send(ctx, line)
		return receipt, err == nil, err
	})
	return receipt, err
}

// probe is Prober.Probe behind a net.
func (r *route) probe(ctx context.Context, line bot.Line) (bot.Receipt, bool, error) {
	prober := r.channel.(Prober)
	return behindNet("probe", line, func() (bot.Receipt, bool, error) { return prober.Probe(ctx, line) })
}

// word is what an adapter says of a line.
type word struct {
	receipt bot.Receipt
	there   bool
	err     error
}

func behindNet(what string, line bot.Line, call func() (bot.Receipt, bool, error)) (bot.Receipt, bool, error) {
	words := make(chan word, 1)
	go func() {
		var w word
		defer func() {
			if recover() != nil {
				w = word{err: fmt.Errorf("%s %s: the adapter panicked", what, line.ID())}
			}
			words <- w
		}()
		w.receipt, w.there, w.err = call()
	}()
	patience := time.NewTimer(sendTime + graceTime)
	defer patience.Stop()
	select {
	case w := <-words:
		return w.receipt, w.there, w.err
	case <-patience.C:
		return bot.Receipt{}, false, fmt.Errorf("%s %s: the adapter did not come back", what, line.ID())
	}
}
