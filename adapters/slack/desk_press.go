package slack

import (
	"context"
	"crypto/hmac"
	"encoding/json"
	"errors"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// doing is what a button of a card asks for.
type doing string

const (
	doClaim   doing = "claim"
	doNotes   doing = "notes"
	doTake    doing = "take" // what was offered
	doDecline doing = "decline"
	doPull    doing = "pull"
	doRelease doing = "here"
	doAfter   doing = "after"
	doMenu    doing = "menu"
	doResolve doing = "resolve"
	doPutBack doing = "back"
	doOffer   doing = "offer"
)

// pressing is what a button of a card carries.
type pressing struct {
	do   doing
	args [3]string
}

// deskVersion begins what a card's buttons carry.
const deskVersion = "d1"

// desk is a value, signed together with the case that it is of.
func (s seals) desk(id bot.ConversationID, what pressing) string {
	parts := append([]string{deskVersion, string(what.do)}, what.args[:]...)
	return strings.Join(append(parts, s.deskMark(id, parts)), "|")
}

func (s seals) deskMark(id bot.ConversationID, parts []string) string {
	return s.of("desk", append([]string{string(id)}, parts...)...)[:16]
}

// deskPress reads a value; false when it was not made for this case, or was changed.
func (s seals) deskPress(id bot.ConversationID, value string) (pressing, bool) {
	parts := strings.Split(value, "|")
	if len(parts) != 6 || parts[0] != deskVersion || !hmac.Equal([]byte(parts[5]), []byte(s.deskMark(id, parts[:5]))) {
		return pressing{}, false
	}
	return pressing{doing(parts[1]), [3]string(parts[2:5])}, true
}

// event is what the press asks of the engine; nil when that wants something to be filled in first.
func (p pressing) event(agent bot.Agent, self bool) bot.Event {
	switch p.do {
	case doClaim, doTake:
		return bot.AgentClaimed{Agent: agent, Self: self}
	case doNotes:
		return bot.AgentClaimed{Agent: agent, Notes: true, Self: self}
	case doDecline:
		return bot.AgentDeclined{Agent: agent}
	case doRelease:
		return bot.AgentReleased{Agent: agent}
	case doAfter:
		return bot.AgentReleased{Agent: agent, After: bot.Pass{Flow: bot.FlowID(p.args[0]), Step: bot.StepID(p.args[1]), By: bot.OptionID(p.args[2])}}
	case doMenu:
		return bot.AgentReleased{Agent: agent, Menu: true}
	case doResolve:
		return bot.AgentResolved{Agent: agent, Result: bot.Result(p.args[0])}
	case doPutBack:
		return bot.AgentPutBack{Agent: agent}
	}
	return nil
}

// pressedDesk takes a press on a card. Whether it is allowed is the engine's to say, and the agent is told why not.
func (in *intake) pressedDesk(ctx context.Context, p press) answer {
	who := in.people.of(ctx, p.user)
	card, found, err := in.cardAt(ctx, p.channel, p.ts)
	if err != nil {
		in.notKept(kindInteraction, err)
		return in.tell(p.response, deskNotKept.in(who.language()))
	}
	what, genuine := in.seals.deskPress(card.Conversation, p.action.value())
	if !found || card.Of != bot.OfCase || !genuine {
		return in.tell(p.response, deskOldPress.in(who.language()))
	}
	agent, err := in.agent(ctx, p.user)
	if err != nil {
		in.notKept(kindInteraction, err)
		return in.tell(p.response, deskNotKept.in(who.language()))
	}
	event := what.event(agent, in.isSelf(ctx, card.Conversation, p.user))
	if event == nil {
		return in.asks(ctx, p, card.Conversation, what.do, who)
	}
	id := in.name(p.action.At, p.user, p.action.ID)
	if err := in.giveOnce(ctx, id, bot.Address(card.Conversation), in.when(p.action.At, who), event); err != nil {
		return in.tell(p.response, in.whyNot(err, who))
	}
	return answer{}
}

// cardTries is how often a card is looked for: the record may hear of it a moment later than who looks at it.
const cardTries = 5

// cardAt is the case whose card a message is; false when it is none.
func (in *intake) cardAt(ctx context.Context, channel, ts string) (bot.Pair, bool, error) {
	for range cardTries - 1 {
		pair, found, err := in.o.Desk.Find(ctx, in.at(channel, ts).address())
		if found || err != nil {
			return pair, found, err
		}
		rest(ctx, onceAgain)
	}
	return in.o.Desk.Find(ctx, in.at(channel, ts).address())
}

// isSelf reports whether the agent is the person whom the case is about.
func (in *intake) isSelf(ctx context.Context, id bot.ConversationID, user string) bool {
	at, ok := placeAt(bot.Address(id))
	return ok && in.people.ownerOf(ctx, at.channel) == user
}

// whyNot says in the agent's words why their event was not taken.
func (in *intake) whyNot(err error, who person) string {
	var refused *bot.RefusedError
	if !errors.As(err, &refused) {
		in.notKept("desk", err)
		return deskNotKept.in(who.language())
	}
	if refused.Refusal == bot.RefusedHeld && refused.Owner != "" {
		return refused.Owner + deskTakenBy.in(who.language())
	}
	return refused.Refusal.In(who.language())
}

// The dialog's blocks and its name.
const (
	askCallback = "desk-ask"
	askWhom     = "whom"
	askWords    = "words"
)

// asked for is what a dialog is about, signed so that nobody makes it up.
type askedFor struct {
	Conversation bot.ConversationID `json:"c"`
	Value        string             `json:"v"`
}

// asks opens the dialog that a press needs: a reason, or a colleague and a note.
func (in *intake) asks(ctx context.Context, p press, id bot.ConversationID, do doing, who person) answer {
	lang := who.language()
	private, _ := json.Marshal(askedFor{id, in.seals.desk(id, pressing{do: do})}) // two texts, it cannot fail
	words := slackgo.NewPlainTextInputBlockElement(nil, askWords).WithMultiline(true).WithMaxLength(500)
	label, title := deskReason, bot.ActPull
	var blocks []slackgo.Block
	if do == doOffer {
		label, title = deskNote, bot.ActOffer
		users := slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeUser, nil, askWhom)
		blocks = append(blocks, slackgo.NewInputBlock(askWhom, plainText(deskWhom.short(lang)), nil, users))
	}
	blocks = append(blocks, slackgo.NewInputBlock(askWords, plainText(label.short(lang)), plainText(deskReasonHint.short(lang)), words))
	view := slackgo.ModalViewRequest{
		Type: slackgo.VTModal, CallbackID: askCallback, PrivateMetadata: string(private), Blocks: slackgo.Blocks{BlockSet: blocks},
		Title: plainText(shortened(title.In(lang), 24)), Submit: plainText(deskSend.short(lang)), Close: plainText(deskCancel.short(lang)),
	}
	if _, err := in.api.OpenViewContext(ctx, p.trigger, view); err != nil { // at once: a trigger lives for three seconds
		in.notKept(kindInteraction, err)
		return in.tell(p.response, deskNotKept.in(lang))
	}
	return answer{}
}

// submitted takes what was filled in. A refusal stands in the dialog, which stays open.
func (in *intake) submitted(ctx context.Context, s submission) answer {
	who := in.people.of(ctx, s.user)
	var about askedFor
	if json.Unmarshal([]byte(s.private), &about) != nil {
		return complains(deskOldPress.in(who.language()))
	}
	what, genuine := in.seals.deskPress(about.Conversation, about.Value)
	if !genuine {
		return complains(deskOldPress.in(who.language()))
	}
	agent, err := in.agent(ctx, s.user)
	if err != nil {
		in.notKept(kindInteraction, err)
		return complains(deskNotKept.in(who.language()))
	}
	var event bot.Event = bot.AgentClaimed{Agent: agent, Reason: s.words, Self: in.isSelf(ctx, about.Conversation, s.user)}
	if what.do == doOffer {
		to, err := in.agent(ctx, s.whom)
		if err != nil || to.Role != bot.RoleAgent {
			return complains(bot.RefusedNobody.In(who.language()))
		}
		event = bot.AgentOffered{Agent: agent, To: to, Note: s.words}
	}
	if err := in.giveOnce(ctx, in.name("view", s.view), bot.Address(about.Conversation), in.when("", who), event); err != nil {
		return complains(in.whyNot(err, who))
	}
	return answer{}
}

// complaint is the answer to a dialog that says what is wrong with it.
type complaint struct {
	Action string            `json:"response_action"`
	Errors map[string]string `json:"errors"`
}

func complains(text string) answer {
	return answer{reply: complaint{"errors", map[string]string{askWords: text}}}
}
