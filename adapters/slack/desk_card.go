package slack

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// The limits of a card, a little below Slack's own.
const (
	mostHeader  = 140
	mostField   = 300
	mostCarded  = 3 // sections of what was tried
	mostPoints  = 90
	mostMenuRow = 70
)

// drawCard draws the case from the engine's card. Nothing in it is markup.
func (a *Adapter) drawCard(ctx context.Context, session bot.Session, id bot.ConversationID) rendered {
	lang := a.o.Desk.lang()
	card := a.o.Desk.Card(session, lang)
	card.Person = a.personOf(ctx, id)
	now := a.o.Now()
	if !session.Touched.IsZero() {
		now = session.Touched
	}
	return cardDrawing{card: card, lang: lang, seals: a.seals, id: id, now: now}.draw()
}

// cardDrawing is a card on its way to Slack.
type cardDrawing struct {
	card  bot.Card
	lang  bot.Lang
	seals seals
	id    bot.ConversationID
	now   time.Time // of the clock by which times are told
}

func (d cardDrawing) draw() rendered {
	out := rendered{text: escaped(shortened(clean(d.card.Headline(d.lang, d.now)), mostFallback/4))}
	add := func(block slackgo.Block) { out.blocks = append(out.blocks, block) }
	add(slackgo.NewHeaderBlock(plainText(shortened(oneLine(d.title()), mostHeader)), slackgo.HeaderBlockOptionBlockID("card-title")))
	add(slackgo.NewSectionBlock(nil, d.fields(), nil, slackgo.SectionBlockOptionBlockID("card-facts")))
	for i, part := range d.lines() {
		add(slackgo.NewSectionBlock(plainText(part), nil, nil, slackgo.SectionBlockOptionBlockID("card-"+strconv.Itoa(i))))
	}
	if hint := d.hint(); hint != "" {
		add(slackgo.NewContextBlock("card-hint", plainText(hint)))
	}
	if actions := d.actions(); len(actions) > 0 {
		add(slackgo.NewActionBlock("card-actions", actions...))
	}
	return out
}

// title is what the case is, in a few words.
func (d cardDrawing) title() string {
	var parts []string
	if d.card.Number != 0 {
		parts = append(parts, "#"+strconv.FormatInt(d.card.Number, 10))
	}
	return strings.Join(append(parts, either(d.card.Topic, d.card.State.In(d.lang))), " · ")
}

// fields are the facts, in two columns.
func (d cardDrawing) fields() (out []*slackgo.TextBlockObject) {
	add := func(name word, value string) {
		if value != "" {
			out = append(out, plainText(shortened(name.in(d.lang)+colon(d.lang)+oneLine(value), mostField)))
		}
	}
	state := d.card.State.In(d.lang)
	if d.card.Owner != nil {
		state += " · " + d.card.Owner.Name
	}
	if d.card.Result != "" {
		state += " (" + d.card.Result.In(d.lang) + ")"
	}
	add(deskState, state)
	add(deskPerson, d.card.Person)
	add(deskSpoken, strings.ToUpper(string(d.card.Spoken))+" · "+d.card.Channel)
	if !d.card.Waits.IsZero() {
		add(deskWaits, d.card.Waits.In(d.now.Location()).Format(pickFormat(d.lang)))
	}
	if d.card.Place.Position > 0 {
		add(deskPlace, strconv.Itoa(d.card.Place.Position))
	}
	return out
}

func pickFormat(lang bot.Lang) string {
	if lang == "fr" {
		return "2006-01-02 15 h 04"
	}
	return "2006-01-02 3:04 PM"
}

func colon(lang bot.Lang) string {
	if lang == "fr" {
		return "\u00a0: "
	}
	return ": "
}

func oneLine(text string) string { return strings.Join(strings.Fields(clean(text)), " ") }

// lines are what there is to read, in the order of the card.
func (d cardDrawing) lines() []string {
	var all []string
	for _, line := range d.card.Lines(d.lang, d.now)[1:] {
		all = append(all, oneLine(line))
	}
	parts := split(strings.Join(all, "\n"), mostSection, escaped)
	if len(parts) > mostCarded {
		parts = parts[:mostCarded]
		parts[mostCarded-1] += " …"
	}
	return parts
}

// hint says where a line that is written in the thread goes.
func (d cardDrawing) hint() string {
	switch {
	case d.card.Owner != nil && d.card.Notes:
		return deskHintNote.in(d.lang)
	case d.card.Owner != nil:
		return deskHint.in(d.lang)
	case d.mayAgent(bot.ActClaim):
		return deskHintFree.in(d.lang)
	}
	return ""
}

func (d cardDrawing) mayAgent(act bot.Action) bool { return d.may(bot.RoleAgent, act) }
func (d cardDrawing) mayOwner(act bot.Action) bool { return d.may(bot.RoleOwner, act) }

func (d cardDrawing) may(role bot.Role, act bot.Action) bool {
	return slices.ContainsFunc(d.card.May, func(a bot.Allowed) bool { return a.Role == role && slices.Contains(a.Actions, act) })
}

// actions are what can be pressed now: what the owner may do, or how to come by the case.
func (d cardDrawing) actions() (out []slackgo.BlockElement) {
	press := func(label string, what pressing) *slackgo.ButtonBlockElement {
		b := slackgo.NewButtonBlockElement("desk-"+strconv.Itoa(len(out)), d.seals.desk(d.id, what), plainText(shortened(label, mostLabel)))
		out = append(out, b)
		return b
	}
	if d.mayOwner(bot.ActRelease) {
		out = append(out, d.menu("desk-release", bot.ActRelease.In(d.lang), d.ways()))
	}
	if d.mayOwner(bot.ActResolve) {
		out = append(out, d.menu("desk-resolve", bot.ActResolve.In(d.lang), d.results()))
	}
	if d.mayOwner(bot.ActOffer) {
		press(bot.ActOffer.In(d.lang), pressing{do: doOffer})
	}
	if d.mayOwner(bot.ActPutBack) {
		press(bot.ActPutBack.In(d.lang), pressing{do: doPutBack})
	}
	switch {
	case d.card.Owner != nil && d.card.Notes:
		press(deskToTalk.in(d.lang), pressing{do: doClaim})
	case d.card.Owner != nil:
		press(deskToNotes.in(d.lang), pressing{do: doNotes})
	}
	offered := slices.ContainsFunc(d.card.Warnings, func(w bot.Warning) bool { return w.What == bot.WarnOffered })
	switch {
	case d.card.Owner != nil && offered:
		press(bot.ActClaim.In(d.lang), pressing{do: doTake})
		press(deskNotNow.in(d.lang), pressing{do: doDecline})
	case d.mayAgent(bot.ActClaim):
		press(deskTake.in(d.lang), pressing{do: doClaim}).WithStyle(slackgo.StylePrimary)
		press(deskTakeNotes.in(d.lang), pressing{do: doNotes})
	case d.mayAgent(bot.ActPull):
		press(bot.ActPull.In(d.lang), pressing{do: doPull})
	}
	return out
}

// way is a line of a menu.
type way struct {
	label string
	what  pressing
}

// ways are where the conversation can go on.
func (d cardDrawing) ways() []way {
	out := []way{{deskHere.in(d.lang), pressing{do: doRelease}}}
	for _, point := range d.card.Ahead {
		after := point.After
		out = append(out, way{deskAfter.in(d.lang) + point.Words, pressing{do: doAfter, args: [3]string{string(after.Flow), string(after.Step), string(after.By)}}})
	}
	return append(out[:min(len(out), mostPoints)], way{deskMenu.in(d.lang), pressing{do: doMenu}})
}

// results are the ways in which a case is resolved.
func (d cardDrawing) results() (out []way) {
	for _, result := range []bot.Result{bot.ResultSolved, bot.ResultElsewhere, bot.ResultUnsolved, bot.ResultNoAnswer} {
		out = append(out, way{result.In(d.lang), pressing{do: doResolve, args: [3]string{string(result)}}})
	}
	return out
}

func (d cardDrawing) menu(id, label string, ways []way) *slackgo.SelectBlockElement {
	var options []*slackgo.OptionBlockObject
	for _, one := range ways {
		value := d.seals.desk(d.id, one.what)
		if len(value) <= mostOptionValue {
			options = append(options, slackgo.NewOptionBlockObject(value, plainText(shortened(oneLine(one.label), mostMenuRow)), nil))
		}
	}
	return slackgo.NewOptionsSelectBlockElement(slackgo.OptTypeStatic, plainText(label), id, options...)
}
