package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// How many events are under way at once; how long one may take; how long a press may, which Slack gives once only,
// before the person is told that it was not kept; how long a command may, whose answer Slack shows for three
// seconds only; and how soon those are tried again.
const (
	mostUnderWay = 1024
	takeTime     = 30 * time.Second
	pressTime    = 8 * time.Second
	commandTime  = 2500 * time.Millisecond
	onceAgain    = 150 * time.Millisecond
)

var (
	errCrowded = errors.New("too many events are under way")
	errPanic   = errors.New("the adapter panicked")
)

// intake takes what Slack hands over, by whichever way.
type intake struct {
	*Adapter
	sink func(context.Context, bot.Envelope) error
	end  func(error) // ends the run, for good
	work context.Context
	stop context.CancelFunc
	room chan struct{}
	shut atomic.Bool
}

func newIntake(a *Adapter, sink func(context.Context, bot.Envelope) error, end func(error)) *intake {
	work, stop := context.WithCancel(context.Background()) // what was begun is finished when the run ends
	a.waits.start()
	return &intake{Adapter: a, sink: sink, end: end, work: work, stop: stop, room: make(chan struct{}, mostUnderWay)}
}

// answer is what Slack is told of something that was taken.
type answer struct {
	reply any // the body of the acknowledgement, or nil
	after func()
}

// delivery is something on its way in. Its place in its person's queue is taken when it is made.
type delivery struct {
	in       *intake
	kind     string
	what     happened
	received time.Time
	place    *ticket
}

// accept decodes what Slack handed over. It does not wait, so that the order in which it is called is kept. An
// error that is errShapeless will be the same every time; any other, that it should be given again.
func (in *intake) accept(kind string, raw []byte, retried bool) (*delivery, error) {
	if retried {
		in.m.retries.Inc()
	}
	what, err := in.me.Load().decode(kind, raw)
	if err != nil {
		in.m.ignore("unreadable")
		in.log.WithError(err).WithField("kind", kind).Warn("an event could not be read")
		return nil, err
	}
	if in.shut.Load() {
		in.m.acked(kind, 0, errCrowded)
		return nil, errCrowded
	}
	select {
	case in.room <- struct{}{}:
	default:
		in.m.acked(kind, 0, errCrowded)
		return nil, errCrowded
	}
	d := &delivery{in: in, kind: kind, what: what, received: time.Now()}
	in.m.underWay.Inc()
	d.place = in.order.ticket(who(what), did(what), in.held(what))
	return d, nil
}

// take takes the delivery, once what the same person did before is taken. A nil error means that it may be
// acknowledged.
func (d *delivery) take() (out answer, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("take %T: %w: %T", d.what, errPanic, fault)
		}
		d.place.leave()
		d.in.m.underWay.Dec()
		<-d.in.room
		d.in.m.acked(d.kind, time.Since(d.received), err)
		if err != nil {
			d.in.log.WithError(err).WithField("kind", d.kind).Warn("an event was not taken; Slack is to give it again")
		}
	}()
	ctx, cancel := context.WithTimeout(d.in.work, takeTime)
	defer cancel()
	select {
	case <-d.place.turn:
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	return d.in.perform(ctx, d.what, d.received)
}

// perform makes of what happened what it is to the conversation.
func (in *intake) perform(ctx context.Context, what happened, received time.Time) (answer, error) {
	limit := pressTime
	if _, isCommand := what.(request); isCommand {
		limit = commandTime
	}
	once, cancel := context.WithDeadline(ctx, received.Add(limit))
	defer cancel()
	switch h := what.(type) {
	case message:
		return answer{}, in.said(ctx, h)
	case opening:
		return in.opened(ctx, h)
	case deskLine:
		return answer{}, in.saidAtDesk(ctx, h)
	case changed:
		if h.desk {
			return answer{}, in.changedAtDesk(ctx, h)
		}
		return answer{}, in.changedAtHome(ctx, h)
	case submission:
		return in.submitted(once, h), nil
	case press:
		if in.o.Desk.there() && h.channel == in.o.Desk.Channel {
			return in.pressedDesk(once, h), nil
		}
		return in.pressed(once, h), nil
	case homePress:
		return in.pressedHome(once, h), nil
	case request:
		return in.asked(once, h), nil
	case help:
		return in.helped(once, h), nil
	case echo:
		in.echoes.add(h.key, h.channel, h.ts)
	case removed:
		in.m.ignore("removed")
		in.end(&bot.FatalError{Reason: "the app was taken out of the workspace, or its token is no longer valid"})
	case foreign:
		in.m.ignore("foreign")
	case nothing:
		in.m.ignore("nothing")
	case unknown:
		in.m.ignore("unknown")
		in.log.WithField("event", named(h.what)).Debug("an event of an unknown kind")
	}
	return answer{}, nil
}

// give hands an event to the sink.
func (in *intake) give(ctx context.Context, id string, home bot.Address, at time.Time, event bot.Event) error {
	return in.sink(ctx, bot.Envelope{ID: bot.EventID(id), Where: home, At: at, Event: event})
}

// giveOnce is give for what Slack does not repeat: it is tried as long as the person may wait.
func (in *intake) giveOnce(ctx context.Context, id string, home bot.Address, at time.Time, event bot.Event) error {
	for {
		err := in.give(ctx, id, home, at, event)
		if err == nil || ctx.Err() != nil || errors.As(err, new(*bot.RefusedError)) {
			return err
		}
		select {
		case <-time.After(onceAgain):
		case <-ctx.Done():
			return err
		}
	}
}

// drain stops taking, and waits until what was begun is done, or for so long.
func (in *intake) drain(limit time.Duration) {
	in.shut.Store(true)
	patience := time.NewTimer(limit)
	defer patience.Stop()
	defer in.stop()
	for range mostUnderWay {
		select {
		case in.room <- struct{}{}:
		case <-patience.C:
			return
		}
	}
}

// name is an event's id in this workspace.
func (in *intake) name(parts ...string) string {
	return strings.Join(append([]string{room, in.team()}, parts...), ":")
}
