package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// Desk is the private channel in which agents work: one message a case, whose thread is the conversation. The
// zero Desk is none. It needs groups:history, and usergroups:read when there is a group.
type Desk struct {
	Channel string        // its id
	Group   string        // whose members are agents; "": whoever is in the channel, but guests and people of other workspaces
	Lang    bot.Lang      // of the agents, fr or en; "" for fr
	Hold    time.Duration // how long a line may be taken back unseen; 0 for 4 s, below 0 for none

	// What the desk asks of the record and of the engine. All are wanted.
	Load  func(ctx context.Context, id bot.ConversationID) (bot.Session, error)
	Pairs func(ctx context.Context, id bot.ConversationID, of bot.EventID) ([]bot.Pair, error)
	Find  func(ctx context.Context, at bot.Address) (bot.Pair, bool, error)
	Card  func(s bot.Session, lang bot.Lang) bot.Card
}

// undo is how long a line may be taken back unseen when nobody says otherwise.
const undo = 4 * time.Second

func (d Desk) there() bool { return d.Channel != "" }

func (d Desk) lang() bot.Lang { return cmp.Or(d.Lang, "fr") }

func (d Desk) hold() time.Duration { return max(cmp.Or(d.Hold, undo), 0) }

// whole reports whether the desk, if there is one, has all that it needs.
func (d Desk) whole() bool {
	return !d.there() || d.Load != nil && d.Pairs != nil && d.Find != nil && d.Card != nil
}

// Desks are where the conversations of a home are shown: the workspace's desk, when the home is in the workspace.
// Before Slack has said which workspace this is, every home of Slack's counts as its own when it is the only one;
// else as nobody's, for a case on another workspace's desk would be worse than one that is painted a little later.
func (a *Adapter) Desks(home bot.Address) []bot.Address {
	at, ok := placeAt(home)
	ours := a.team() == at.team || a.team() == "" && a.o.Alone
	if !ok || !a.o.Desk.there() || !ours {
		return nil
	}
	return []bot.Address{place{team: at.team, channel: a.o.Desk.Channel}.address()}
}

// receipt is what is kept of a message, with where it is.
func (a *Adapter) receipt(channel, ts string) bot.Receipt {
	receipt := receiptOf(channel, ts)
	receipt.At = a.at(channel, ts).address()
	return receipt
}

// located is the receipt with where it is.
func (a *Adapter) located(receipt bot.Receipt) bot.Receipt {
	channel, ts, _ := strings.Cut(receipt.ID, ":")
	return a.receipt(channel, ts)
}

// sendToDesk does for the desk what the line says. A line without anything to do counts as sent.
func (a *Adapter) sendToDesk(ctx context.Context, line bot.Line, do bot.Effect) (bot.Receipt, error) {
	if !a.o.Desk.there() {
		return bot.Receipt{}, nil
	}
	if receipt, there := a.echoes.of(a.seals.line(line)); there {
		return a.located(receipt), nil
	}
	receipt, err := a.deskLine(ctx, line, do)
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), outcome(err))
	}
	return receipt, nil
}

func (a *Adapter) deskLine(ctx context.Context, line bot.Line, do bot.Effect) (bot.Receipt, error) {
	switch e := do.(type) {
	case bot.ShowCase:
		return a.showCase(ctx, line)
	case bot.Relay:
		return a.inThread(ctx, line, a.relayed(ctx, line, e))
	case bot.Note:
		return a.noted(ctx, line, e)
	case bot.Alert:
		return a.alerted(ctx, line, e)
	case bot.Amend:
		return bot.Receipt{}, a.amendDesk(ctx, line, e)
	case bot.Unshow:
		return bot.Receipt{}, a.unshow(ctx, line)
	}
	return bot.Receipt{}, nil
}

// cardOf is the latest message that shows the case on this desk; false when there is none.
func (a *Adapter) cardOf(ctx context.Context, id bot.ConversationID) (place, bool, error) {
	copies, err := a.copies(ctx, id, bot.OfCase, a.o.Desk.Channel)
	if err != nil || len(copies) == 0 {
		return place{}, false, err
	}
	return copies[len(copies)-1], true, nil
}

// copies are the messages in a channel that are of an event, the earliest first.
func (a *Adapter) copies(ctx context.Context, id bot.ConversationID, of bot.EventID, channel string) (out []place, err error) {
	pairs, err := a.o.Desk.Pairs(ctx, id, of)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", bot.ErrUnsent, err)
	}
	for _, pair := range pairs {
		if at, ok := placeAt(pair.At); ok && at.team == a.team() && at.channel == channel && at.thread != "" {
			out = append(out, at)
		}
	}
	return out, nil
}

// showCase paints the case where it stands, or for the first time; again when its message was taken away.
func (a *Adapter) showCase(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	session, err := a.o.Desk.Load(ctx, line.Conversation)
	if errors.Is(err, bot.ErrNoSession) { // it was erased meanwhile
		return bot.Receipt{}, nil
	}
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("%w: %w", bot.ErrUnsent, err)
	}
	at, shown, err := a.cardOf(ctx, line.Conversation)
	if err != nil {
		return bot.Receipt{}, err
	}
	drawn := a.drawCard(ctx, session, line.Conversation)
	if !shown {
		return a.post(ctx, line, a.at(a.o.Desk.Channel, ""), drawn)
	}
	err = a.repaint(ctx, at, drawn)
	if code(err) == "message_not_found" {
		return a.post(ctx, line, a.at(a.o.Desk.Channel, ""), drawn)
	}
	return bot.Receipt{}, err
}

// inThread posts under the card. When the card was taken away, or is none, it stands in the channel with a headline.
func (a *Adapter) inThread(ctx context.Context, line bot.Line, drawn rendered) (bot.Receipt, error) {
	at, shown, err := a.cardOf(ctx, line.Conversation)
	if err != nil {
		return bot.Receipt{}, err
	}
	if shown {
		receipt, err := a.post(ctx, line, at, drawn)
		if code(err) != "thread_not_found" {
			return receipt, err
		}
	}
	session, err := a.o.Desk.Load(ctx, line.Conversation)
	if err == nil { // of one that was erased there is nothing to say
		lang := a.o.Desk.lang()
		headline := a.o.Desk.Card(session, lang).Headline(lang, session.Touched)
		drawn.blocks = append(plainly(headline, "headline").blocks, drawn.blocks...)
	}
	return a.post(ctx, line, a.at(a.o.Desk.Channel, ""), drawn)
}

// post writes a message with the line's key.
func (a *Adapter) post(ctx context.Context, line bot.Line, at place, drawn rendered) (bot.Receipt, error) {
	options := append(drawn.options(),
		slackgo.MsgOptionMetadata(slackgo.SlackMetadata{EventType: outType, EventPayload: map[string]any{outKey: a.seals.line(line)}}))
	if at.thread != "" {
		options = append(options, slackgo.MsgOptionTS(at.thread))
	}
	if drawn.username != "" {
		options = append(options, slackgo.MsgOptionUsername(drawn.username))
	}
	channel, ts, err := a.api.PostMessageContext(ctx, at.channel, options...)
	switch {
	case err != nil:
		return bot.Receipt{}, err
	case ts == "":
		return bot.Receipt{}, errUnread
	}
	return a.receipt(either(channel, at.channel), ts), nil
}

// repaint draws a message of our own anew.
func (a *Adapter) repaint(ctx context.Context, at place, drawn rendered) error {
	_, _, _, err := a.api.UpdateMessageContext(ctx, at.channel, at.thread, drawn.options()...)
	return err
}

// remove takes a message of our own away. One that is gone already is fine.
func (a *Adapter) remove(ctx context.Context, at place) error {
	_, _, err := a.api.DeleteMessageContext(ctx, at.channel, at.thread)
	if code(err) == "message_not_found" {
		return nil
	}
	return err
}

// options are what every message has.
func (r rendered) options() []slackgo.MsgOption {
	return []slackgo.MsgOption{
		slackgo.MsgOptionText(r.text, false), // it is escaped already
		slackgo.MsgOptionBlocks(r.blocks...),
		slackgo.MsgOptionDisableLinkUnfurl(), slackgo.MsgOptionDisableMediaUnfurl(), slackgo.MsgOptionParse(false),
	}
}
