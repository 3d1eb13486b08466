package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// How far back is looked for what was said meanwhile, in how many conversations, and how much longer before the last
// thing that is known of one: what came then may have been under way.
const (
	catchBack  = 24 * time.Hour
	mostCaught = 200
	overlap    = 5 * time.Minute
)

// CatchUp gives the sink what people wrote and nobody was given: in the conversations of the last day when it is
// called first, later in those in which something was not taken. Of several lines in a row the last one is
// answered; the others are kept.
func (a *Adapter) CatchUp(ctx context.Context, sink func(context.Context, bot.Envelope) error) error {
	select {
	case <-a.known:
	case <-ctx.Done():
		return ctx.Err()
	}
	in := &intake{Adapter: a, sink: sink}
	if a.o.Recent != nil && !a.caught.Load() {
		if err := a.catchRecent(ctx, in); err != nil {
			return err
		}
		a.caught.Store(true)
	}
	for _, channel := range a.missed.all() {
		if err := a.catch(ctx, in, channel, a.o.Now().Add(-catchBack)); err != nil {
			a.missed.note(channel, err)
			return err
		}
	}
	return nil
}

// catchRecent looks through the conversations of the last day, the latest first.
func (a *Adapter) catchRecent(ctx context.Context, in *intake) error {
	recent, err := a.o.Recent(ctx, room+":"+a.team()+":", a.o.Now().Add(-catchBack), mostCaught)
	if err != nil {
		return fmt.Errorf("list recent conversations: %w", err)
	}
	for _, one := range recent {
		at, ok := placeAt(bot.Address(one.Conversation))
		if !ok || !isDirect(at.channel) {
			continue
		}
		if err := a.catch(ctx, in, at.channel, one.Touched.Add(-overlap)); err != nil {
			return err
		}
	}
	return nil
}

// catch gives the sink what was written in one person's direct messages since.
func (a *Adapter) catch(ctx context.Context, in *intake, channel string, since time.Time) error {
	lines, err := a.written(ctx, channel, since)
	switch {
	case outcomeIs(err, bot.ErrRefused): // they are gone, and so is what was in them
		return nil
	case err != nil:
		return fmt.Errorf("read what was missed: %w", err)
	}
	for i, m := range lines {
		if err := in.caughtUp(ctx, m, i == len(lines)-1); err != nil {
			return err
		}
	}
	return nil
}

// caughtUp gives one line that was missed, perhaps: what is in the record already changes nothing.
func (in *intake) caughtUp(ctx context.Context, m message, last bool) error {
	place := in.order.ticket(m.user, timeOf(m.ts), 0)
	defer place.leave()
	select {
	case <-place.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	if last {
		return in.said(ctx, m)
	}
	p := in.people.of(ctx, m.user)
	s, err := in.whereabouts(ctx, m)
	if err != nil {
		return err
	}
	return in.give(ctx, in.name(m.channel, m.ts), s.home, in.when(m.ts, p), bot.Hurried{Text: m.text, Lang: p.lang, Thread: s.thread})
}

// written are the person's lines in a channel and its threads since, the earliest first.
func (a *Adapter) written(ctx context.Context, channel string, since time.Time) ([]message, error) {
	var lines []message
	var threads []string
	from := func(m slackgo.Message) bool {
		line, ok := a.line(channel, m)
		if ok && !timeOf(line.ts).Before(since) {
			lines = append(lines, line)
		}
		if m.LatestReply != "" && m.ThreadTimestamp == m.Timestamp && !timeOf(m.LatestReply).Before(since) {
			threads = append(threads, m.Timestamp)
		}
		return true
	}
	if err := a.patient(ctx, func() error { return a.walk(ctx, a.at(channel, ""), since.Add(-catchBack), from) }); err != nil {
		return nil, err
	}
	for _, thread := range slices.Clone(threads) {
		if err := a.patient(ctx, func() error { return a.walk(ctx, a.at(channel, thread), since, from) }); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(lines, func(x, y message) int { return timeOf(x.ts).Compare(timeOf(y.ts)) })
	return slices.CompactFunc(lines, func(x, y message) bool { return x.ts == y.ts }), nil
}

// line is a message of the history as the same message would have come as an event.
func (a *Adapter) line(channel string, m slackgo.Message) (message, bool) {
	me := a.me.Load()
	if m.BotID != "" && m.BotID == me.bot {
		if key, ok := m.Metadata.EventPayload[outKey].(string); ok && m.Metadata.EventType == outType {
			a.echoes.add(key, channel, m.Timestamp)
		}
	}
	in := inner{Subtype: m.SubType, User: m.User, Bot: m.BotID, Channel: channel, ChannelType: "im", Text: m.Text, TS: m.Timestamp, Thread: m.ThreadTimestamp}
	if in.Thread == in.TS {
		in.Thread = "" // it is what the thread hangs on, and was written before there was one
	}
	for _, f := range m.Files {
		in.Files = append(in.Files, file{Name: f.Name, Type: f.Mimetype, Size: int64(f.Size)})
	}
	what, err := me.decodeMessage(in, false)
	line, ok := what.(message)
	return line, ok && err == nil
}

// patient does something that Slack may want to be waited for.
func (a *Adapter) patient(ctx context.Context, do func() error) error {
	for {
		err := do()
		var later *bot.RetryAfterError
		if !errors.As(outcome(err), &later) {
			return err
		}
		rest(ctx, later.Wait()+firstRest)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

func outcomeIs(err, what error) bool { return err != nil && errors.Is(outcome(err), what) }
