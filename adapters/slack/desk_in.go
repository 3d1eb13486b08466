package slack

import (
	"context"
	"errors"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// saidAtDesk takes a line in the thread of a card. The owner's goes to the person; all others stay notes.
func (in *intake) saidAtDesk(ctx context.Context, l deskLine) error {
	card, found, err := in.cardAt(ctx, l.channel, l.thread)
	if err != nil || !found || card.Of != bot.OfCase {
		return err
	}
	agent, err := in.agent(ctx, l.user)
	if err != nil {
		return err
	}
	who := in.people.of(ctx, l.user)
	if l.files > 0 {
		in.whisper(l.user, l.thread, deskNoFiles.in(who.language()))
	}
	if l.text == "" {
		return nil
	}
	home, id := bot.Address(card.Conversation), in.name(l.channel, l.ts)
	if note, is := noteIn(l.text); is {
		return in.noteAtDesk(ctx, l, home, id, bot.AgentNoted{Agent: agent, Text: note})
	}
	err = in.give(ctx, id, home, in.when(l.ts, who), bot.AgentSaid{Agent: agent, Text: l.text, Hold: in.o.Desk.hold()})
	var refused *bot.RefusedError
	if !errors.As(err, &refused) {
		return err
	}
	return in.unsaid(ctx, l, home, id, agent, refused)
}

// unsaid tells an agent that their line did not leave. It stays a note, unless it must not be kept at all. The note has
// the line's own id: given again when the agent has the case, the line does not leave after all.
func (in *intake) unsaid(ctx context.Context, l deskLine, home bot.Address, id string, agent bot.Agent, refused *bot.RefusedError) error {
	who := in.people.of(ctx, l.user)
	why := in.whyNot(refused, who)
	switch refused.Refusal {
	case bot.RefusedAsks, bot.RefusedClosed, bot.RefusedEmpty:
		in.whisper(l.user, l.thread, deskUnsent.in(who.language())+why)
		return nil
	case bot.RefusedNotes: // it is what they chose
	default:
		in.whisper(l.user, l.thread, deskKept.in(who.language())+why)
	}
	return in.noteAtDesk(ctx, l, home, id, bot.AgentNoted{Agent: agent, Text: l.text})
}

// noteAtDesk keeps a note, and marks it as one. Who may not even note is no reason to be given the line again.
func (in *intake) noteAtDesk(ctx context.Context, l deskLine, home bot.Address, id string, note bot.AgentNoted) error {
	err := in.give(ctx, id, home, in.when(l.ts, in.people.of(ctx, l.user)), note)
	if err != nil && !errors.As(err, new(*bot.RefusedError)) {
		return err
	}
	in.remark(l.ts, noteSign)
	return nil
}

// noteIn is the note that a line says it is.
func noteIn(text string) (string, bool) {
	if rest, is := strings.CutPrefix(text, "//"); is {
		return strings.TrimSpace(rest), true
	}
	if len(text) >= 5 && strings.EqualFold(text[:5], "note:") {
		return strings.TrimSpace(text[5:]), true
	}
	return text, false
}

// changedAtDesk takes an agent's line that was edited or deleted. One that never left changes nothing.
func (in *intake) changedAtDesk(ctx context.Context, c changed) error {
	if _, note := noteIn(c.was); note {
		return nil
	}
	card, found, err := in.cardAt(ctx, c.channel, c.thread)
	if err != nil || !found || card.Of != bot.OfCase {
		return err
	}
	agent, err := in.agent(ctx, c.user)
	if err != nil {
		return err
	}
	who := in.people.of(ctx, c.user)
	line := bot.EventID(in.name(c.channel, c.line))
	if _, note, err := in.o.Desk.Find(ctx, in.at(c.channel, c.line).address()); note || err != nil {
		return err
	}
	var event bot.Event = bot.AgentDeleted{Agent: agent, Line: line}
	if !c.gone {
		event = bot.AgentEdited{Agent: agent, Line: line, Text: c.text, Wrote: timeOf(c.line)}
	}
	err = in.give(ctx, in.name(c.channel, c.ts, "change"), bot.Address(card.Conversation), in.when(c.ts, who), event)
	if errors.As(err, new(*bot.RefusedError)) {
		in.whisper(c.user, c.thread, in.whyNot(err, who))
		return nil
	}
	return err
}

// changedAtHome takes a person's line that was edited or deleted.
func (in *intake) changedAtHome(ctx context.Context, c changed) error {
	line := bot.EventID(in.name(c.channel, c.line))
	var event bot.Event = bot.Deleted{Line: line}
	if !c.gone {
		event = bot.Edited{Line: line, Text: c.text}
	}
	return in.give(ctx, in.name(c.channel, c.ts, "change"), in.at(c.channel, "").address(), in.when(c.ts, in.people.of(ctx, c.user)), event)
}
