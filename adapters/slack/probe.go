package slack

import (
	"context"
	"fmt"
	"strconv"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// How many messages are read at once when something is looked up, how many times, and how far back: a line whose
// answer was lost is the last that its conversation was sent.
const (
	pageSize   = 100
	mostPages  = 10
	probesBack = 24 * time.Hour
)

// Probe looks whether a line is on Slack: among the bot's own messages that it told, then in the history.
func (a *Adapter) Probe(ctx context.Context, line bot.Line) (bot.Receipt, bool, error) {
	key := a.seals.line(line)
	at, known, err := a.whereWritten(ctx, line)
	if err != nil {
		return bot.Receipt{}, false, fmt.Errorf("look for %s: %w", line.ID(), err)
	}
	if !known {
		return bot.Receipt{}, false, nil
	}
	if receipt, there := a.echoes.of(key); there {
		a.m.probes.WithLabelValues("echoed").Inc()
		return a.located(receipt), true, nil
	}
	found, there, err := a.find(ctx, at, key)
	switch {
	case err != nil && !isDirect(at.channel) && at.channel != a.o.Desk.Channel && mendable[code(err)]:
		// Not every app may read where others write, and the line there only points to the private one: that it
		// comes twice would be worse.
		a.m.probes.WithLabelValues("undecided").Inc()
		return bot.Receipt{}, true, nil
	case err != nil:
		a.m.probes.WithLabelValues("failed").Inc()
		return bot.Receipt{}, false, fmt.Errorf("look for %s: %w", line.ID(), err)
	case there:
		a.m.probes.WithLabelValues("found").Inc()
		return a.receipt(at.channel, found), true, nil
	}
	a.m.probes.WithLabelValues("missing").Inc()
	return bot.Receipt{}, false, nil
}

// whereWritten is where the message of a line would be; false when the line may be done again as it is: what is
// drawn anew or taken away comes out the same.
func (a *Adapter) whereWritten(ctx context.Context, line bot.Line) (place, bool, error) {
	switch e := line.Effect.(type) {
	case bot.Say:
		at, ok := placeAt(e.To)
		return at, ok, nil
	case bot.Amend:
		at, ok := placeAt(e.To)
		return at, ok && !e.Gone, nil
	case bot.AtDesk:
		return a.whereOnDesk(ctx, line, e.Do)
	}
	return place{}, false, nil
}

func (a *Adapter) whereOnDesk(ctx context.Context, line bot.Line, do bot.Effect) (place, bool, error) {
	if !a.o.Desk.there() {
		return place{}, false, nil
	}
	card, shown, err := a.cardOf(ctx, line.Conversation)
	switch do.(type) {
	case bot.ShowCase:
		return a.at(a.o.Desk.Channel, ""), !shown, err
	case bot.Relay, bot.Note, bot.Alert:
		if !shown {
			card = a.at(a.o.Desk.Channel, "")
		}
		return card, true, err
	}
	return place{}, false, nil
}

// find looks through a channel or a thread for the message with the key.
func (a *Adapter) find(ctx context.Context, at place, key string) (ts string, found bool, err error) {
	err = a.walk(ctx, at, a.o.Now().Add(-probesBack), func(m slackgo.Message) bool {
		if m.Metadata.EventType == outType && m.Metadata.EventPayload[outKey] == key {
			ts, found = m.Timestamp, true
		}
		return !found
	})
	return ts, found, err
}

// walk shows the messages of a channel, the latest first, or of a thread, the earliest first, until show returns false.
func (a *Adapter) walk(ctx context.Context, at place, since time.Time, show func(slackgo.Message) bool) error {
	cursor := ""
	for range mostPages {
		messages, next, err := a.page(ctx, at, since, cursor)
		if err != nil {
			return err
		}
		for _, m := range messages {
			if !show(m) {
				return nil
			}
		}
		if next == "" || next == cursor {
			return nil
		}
		cursor = next
	}
	return nil
}

// page reads one page of a channel or a thread.
func (a *Adapter) page(ctx context.Context, at place, since time.Time, cursor string) ([]slackgo.Message, string, error) {
	oldest := strconv.FormatInt(since.Unix(), 10) + ".000000"
	if at.thread != "" {
		messages, _, next, err := a.api.GetConversationRepliesContext(ctx, &slackgo.GetConversationRepliesParameters{
			ChannelID: at.channel, Timestamp: at.thread, Cursor: cursor, Oldest: oldest, Limit: pageSize, IncludeAllMetadata: true,
		})
		return messages, next, err
	}
	history, err := a.api.GetConversationHistoryContext(ctx, &slackgo.GetConversationHistoryParameters{
		ChannelID: at.channel, Cursor: cursor, Oldest: oldest, Limit: pageSize, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return history.Messages, history.ResponseMetaData.NextCursor, nil
}
