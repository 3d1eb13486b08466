package slack

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// plainly is a message in which nothing is markup, in parts that Slack takes.
func plainly(text, mark string) (out rendered) {
	parts := split(clean(begun(text)), mostSection, escaped)
	if len(parts) == 0 {
		parts = []string{"…"}
	}
	if len(parts) > mostSections {
		parts = parts[:mostSections]
		parts[mostSections-1] += " …"
	}
	out.text = fallback(parts)
	for i, part := range parts {
		section := slackgo.NewSectionBlock(plainText(part), nil, nil)
		section.BlockID = mark + "-" + strconv.Itoa(i)
		out.blocks = append(out.blocks, section)
	}
	return out
}

// mark makes the ids of a line's blocks its own.
func (a *Adapter) mark(line bot.Line) string { return a.seals.line(line)[:8] }

// relayed is the person's line as agents read it, under the person's name when the app may use one.
func (a *Adapter) relayed(ctx context.Context, line bot.Line, relay bot.Relay) rendered {
	who := deskClient.in(a.o.Desk.lang())
	if name := a.personOf(ctx, line.Conversation); name != "" {
		who = name + " (" + who + ")"
	}
	return a.spoken(who, relay.In(a.o.Desk.lang()), a.mark(line))
}

// spoken is a line of somebody's, under their name.
func (a *Adapter) spoken(who, text, mark string) rendered {
	who = shortened(strings.Join(strings.Fields(clean(who)), " "), 80)
	if !a.renderer().custom {
		return plainly(who+"\u00a0:\n"+text, mark)
	}
	out := plainly(text, mark)
	out.username = who
	return out
}

// personOf is how Slack calls the person of a conversation, or "".
func (a *Adapter) personOf(ctx context.Context, id bot.ConversationID) string {
	at, ok := placeAt(bot.Address(id))
	if !ok || at.team != a.team() || !isDirect(at.channel) {
		return ""
	}
	user := a.people.ownerOf(ctx, at.channel)
	if user == "" {
		return ""
	}
	return a.people.of(ctx, user).name
}

// noted carries a note from another desk. One that was written here stands here, and is known by that as a note:
// no change of it ever leaves.
func (a *Adapter) noted(ctx context.Context, line bot.Line, note bot.Note) (bot.Receipt, error) {
	if at, ok := placeAt(bot.Address(note.Of)); ok && at.team == a.team() && at.channel == a.o.Desk.Channel {
		return a.receipt(at.channel, at.thread), nil
	}
	return a.inThread(ctx, line, a.spoken("🗒️ "+note.By.Name, note.Text, a.mark(line)))
}

// alerted tells agents of something, with a mention of whom it is for. Only ids of our own making are mentions.
func (a *Adapter) alerted(ctx context.Context, line bot.Line, alert bot.Alert) (bot.Receipt, error) {
	out := plainly(alert.In(a.o.Desk.lang()), a.mark(line))
	if mention := a.mention(ctx, line.Conversation, alert); mention != "" {
		text := slackgo.NewTextBlockObject(slackgo.MarkdownType, mention, false, true)
		out.blocks = append([]slackgo.Block{slackgo.NewSectionBlock(text, nil, nil)}, out.blocks...)
		out.text = mention + " " + out.text
	}
	return a.inThread(ctx, line, out)
}

// mention is the mention of whom an alert is for, or "".
func (a *Adapter) mention(ctx context.Context, id bot.ConversationID, alert bot.Alert) string {
	switch alert.For {
	case bot.ForAgent:
		return a.mentionOf(alert.To)
	case bot.ForOwner:
		session, err := a.o.Desk.Load(ctx, id)
		if err != nil || session.Case == nil {
			return ""
		}
		return a.mentionOf(session.Case.Owner)
	case bot.ForLeads, bot.ForOnDuty, bot.ForTeam:
		if group := a.o.Desk.Group; group != "" && whole(group) == nil && escaped(group) == group {
			return "<!subteam^" + group + ">"
		}
	}
	return ""
}

func (a *Adapter) mentionOf(agent *bot.Agent) string {
	if agent == nil {
		return ""
	}
	user, ours := strings.CutPrefix(agent.ID, room+":"+a.team()+":")
	if !ours || whole(user) != nil || strings.ContainsAny(user, "<>&|!") {
		return ""
	}
	return "<@" + user + ">"
}

// amendDesk changes the copies of a person's line at this desk.
func (a *Adapter) amendDesk(ctx context.Context, line bot.Line, amend bot.Amend) error {
	copies, err := a.copies(ctx, line.Conversation, amend.Of, a.o.Desk.Channel)
	if err != nil {
		return err
	}
	lang := a.o.Desk.lang()
	for _, at := range copies {
		text := amend.Text + " (" + deskEdited.in(lang) + ")"
		if amend.Gone {
			text = "[" + deskDeleted.in(lang) + "]"
		}
		drawn := plainly(text, a.mark(line))
		if err := a.repaint(ctx, at, drawn); err != nil && code(err) != "message_not_found" {
			return err
		}
	}
	return nil
}

// amendPerson changes the person's copy of an agent's line. A line that had not been sent is sent as it is now.
func (a *Adapter) amendPerson(ctx context.Context, line bot.Line, amend bot.Amend) (bot.Receipt, error) {
	to, ok := placeAt(amend.To)
	if !ok || !a.o.Desk.there() {
		return bot.Receipt{}, nil
	}
	if receipt, there := a.echoes.of(a.seals.line(line)); there {
		return a.located(receipt), nil
	}
	copies, err := a.copies(ctx, line.Conversation, amend.Of, to.channel)
	if err != nil || len(copies) == 0 && amend.Gone {
		return bot.Receipt{}, err
	}
	if notes, err := a.copies(ctx, line.Conversation, amend.Of, a.o.Desk.Channel); err != nil || len(notes) > 0 {
		return bot.Receipt{}, err
	}
	if amend.Gone {
		for _, at := range copies {
			if err := a.remove(ctx, at); err != nil {
				return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), outcome(err))
			}
		}
		return bot.Receipt{}, nil
	}
	receipt, err := a.rewrite(ctx, line, amend, to, copies)
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("send %s: %w", line.ID(), outcome(err))
	}
	return receipt, nil
}

// rewrite changes the copies, or writes the one that there is to be.
func (a *Adapter) rewrite(ctx context.Context, line bot.Line, amend bot.Amend, to place, copies []place) (bot.Receipt, error) {
	session, err := a.o.Desk.Load(ctx, line.Conversation)
	if err != nil && !errors.Is(err, bot.ErrNoSession) {
		return bot.Receipt{}, fmt.Errorf("%w: %w", bot.ErrUnsent, err)
	}
	drawn := a.renderer().render(bot.Say{To: amend.To, From: bot.FromAgent, Name: speakerOf(session.Case), Lang: session.Lang, Text: amend.Text}, a.mark(line))
	for _, at := range copies {
		if err := a.repaint(ctx, at, drawn); err != nil && code(err) != "message_not_found" {
			return bot.Receipt{}, err
		}
	}
	if len(copies) > 0 {
		return bot.Receipt{}, nil
	}
	return a.post(ctx, line, to, drawn)
}

// speakerOf is the name of the agent who has the case, or had it last.
func speakerOf(c *bot.Case) string {
	switch {
	case c != nil && c.Owner != nil:
		return c.Owner.Name
	case c != nil && c.Last != nil:
		return c.Last.Name
	}
	return ""
}

// unshow takes away what the bot wrote of the case: what stands under the card, then the card. What agents typed
// is theirs.
func (a *Adapter) unshow(ctx context.Context, line bot.Line) error {
	cards, err := a.copies(ctx, line.Conversation, bot.OfCase, a.o.Desk.Channel)
	if err != nil {
		return err
	}
	for _, card := range cards {
		var ours []place
		err := a.walk(ctx, card, timeOf(card.thread), func(m slackgo.Message) bool {
			if m.BotID != "" && m.BotID == a.me.Load().bot && m.Timestamp != card.thread {
				ours = append(ours, a.at(card.channel, m.Timestamp))
			}
			return true
		})
		if err != nil && code(err) != "thread_not_found" {
			return err
		}
		for _, at := range append(ours, card) {
			if err := a.remove(ctx, at); err != nil {
				return err
			}
		}
	}
	return nil
}
