package slack

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// pressed takes a press under a message. Slack gives it once only: what cannot be kept is said to the person,
// whose button stays as it is.
func (in *intake) pressed(ctx context.Context, p press) answer {
	who := in.people.of(ctx, p.user)
	home := in.at(p.channel, "").address()
	chose, genuine := in.seals.chose(home, p.action.value())
	owns, err := in.owns(ctx, p)
	switch {
	case err != nil:
		return in.tell(p.response, sayNotKept.in(who.language()))
	case !owns:
		return in.tell(p.response, sayNotYours.in(who.language()))
	case !genuine:
		return in.tell(p.response, sayOld.in(who.language()))
	}
	chose.Lang = who.lang
	if p.thread != "" && p.thread != p.ts {
		chose.Thread = in.at(p.channel, p.thread).address()
	}
	id := in.name(p.action.At, p.user, p.action.ID)
	if err := in.giveOnce(ctx, id, home, in.when(p.action.At, who), chose); err != nil {
		in.notKept(kindInteraction, err)
		return in.tell(p.response, sayNotKept.in(who.language()))
	}
	return answer{after: func() { in.freeze(p, who) }}
}

// notKept counts and logs what a person was told of instead.
func (in *intake) notKept(kind string, err error) {
	in.m.unacked.WithLabelValues(kind).Inc()
	in.log.WithError(err).WithField("kind", kind).Warn("a press or a command was not kept; the person was told")
}

// owns reports whether the button is in the person's own direct messages.
func (in *intake) owns(ctx context.Context, p press) (bool, error) {
	if !isDirect(p.channel) {
		return false, nil
	}
	home, err := in.people.homeOf(ctx, p.user)
	return home == p.channel, err
}

// value is what the pressed button, or the chosen line of a menu, carries.
func (a action) value() string {
	if a.Selected != nil {
		return a.Selected.Value
	}
	return a.Value
}

// label is what the person pressed, in the words that they saw.
func (a action) label() string {
	if a.Selected != nil {
		return unescaped(a.Selected.Text.Text)
	}
	return unescaped(a.Text.Text)
}

// tell says something to the person alone, through the address that came with what they did.
func (in *intake) tell(response, text string) answer {
	if !in.answers(response) {
		return answer{}
	}
	return answer{after: func() {
		in.later(response, "tell", func(ctx context.Context) error {
			_, _, err := in.api.PostMessageContext(ctx, "", slackgo.MsgOptionResponseURL(response, slackgo.ResponseTypeEphemeral), slackgo.MsgOptionText(text, true))
			return err
		})
	}}
}

// answers reports whether an address for an answer is Slack's: nothing is sent anywhere else.
func (in *intake) answers(response string) bool {
	to, err := url.Parse(response)
	if err != nil {
		return false
	}
	api, _ := url.Parse(in.o.APIURL)
	return to.Scheme == "https" && to.Host == "hooks.slack.com" || to.Scheme == api.Scheme && to.Host == api.Host
}

// freeze draws a message anew with what was chosen in place of its buttons.
func (in *intake) freeze(p press, who person) {
	if p.ts == "" || p.message == nil {
		return
	}
	blocks := frozen(p.message, sayChose.short(who.language())+p.action.label())
	in.later(p.channel, "freeze", func(ctx context.Context) error {
		_, _, _, err := in.api.UpdateMessageContext(ctx, p.channel, p.ts,
			slackgo.MsgOptionText(p.message.Text, false), slackgo.MsgOptionBlocks(blocks...), slackgo.MsgOptionParse(false))
		return err
	})
}

// frozen are the words of a message, as Slack gave them back, and what was chosen.
func frozen(m *shown, chosen string) []slackgo.Block {
	var all []struct {
		Type string `json:"type"`
		Text label  `json:"text"`
	}
	_ = json.Unmarshal(m.Blocks, &all) // what cannot be read is drawn from the text
	var blocks []slackgo.Block
	add := func(text string) {
		section := slackgo.NewSectionBlock(slackgo.NewTextBlockObject(slackgo.MarkdownType, text, false, true), nil, nil)
		section.BlockID = "frozen-" + strconv.Itoa(len(blocks))
		blocks = append(blocks, section)
	}
	for _, block := range all {
		if block.Type == "section" && block.Text.Text != "" && len(block.Text.Text) <= 4*mostSection && len(blocks) < mostSections {
			add(block.Text.Text)
		}
	}
	if len(blocks) == 0 && m.Text != "" {
		for _, part := range split(unescaped(m.Text), mostSection, escaped)[:1] {
			add(escaped(part))
		}
	}
	return append(blocks, slackgo.NewContextBlock("frozen-chosen", plainText(shortened(strings.TrimSpace(clean(chosen)), 150))))
}

// asked takes a slash command. Its answer is the acknowledgement, which only the person sees.
func (in *intake) asked(ctx context.Context, r request) answer {
	who := in.people.of(ctx, r.user)
	home, err := in.people.homeOf(ctx, r.user)
	if err == nil {
		at := in.at(home, "").address()
		var event bot.Event = bot.Said{Text: r.text, Lang: who.lang}
		if r.text == "" { // what is under way, or the start
			event = bot.Chose{Option: bot.CmdRepeat, Lang: who.lang}
		}
		err = in.giveOnce(ctx, in.name("command", r.trigger), at, in.when("", who), event)
	}
	switch {
	case err != nil:
		in.notKept(kindCommand, err)
		return answer{reply: ephemeral(sayNotTaken.in(who.language()))}
	case home == r.channel:
		return answer{}
	}
	link := "<slack://user?team=" + in.team() + "&id=" + in.me.Load().user + "|" + sayLink.short(who.language()) + ">"
	return answer{reply: ephemeral(sayPrivate.in(who.language()) + " " + link)}
}

// reply is the body of an acknowledgement.
type reply struct {
	Type string `json:"response_type"`
	Text string `json:"text"`
}

func ephemeral(text string) reply { return reply{slackgo.ResponseTypeEphemeral, text} }

// helped takes somebody's message to its author's own conversation, as if they had said it there. Who asked for
// it is told.
func (in *intake) helped(ctx context.Context, h help) answer {
	asker := in.people.of(ctx, h.user)
	me := in.me.Load()
	if h.about.User == "" || h.about.Bot != "" || h.about.User == me.user || h.about.User == "USLACKBOT" {
		return in.tell(h.response, sayNoHelp.in(asker.language()))
	}
	author := in.people.of(ctx, h.about.User)
	home, err := in.people.homeOf(ctx, h.about.User)
	if err != nil {
		in.m.ignore("unreachable")
		return in.tell(h.response, sayNoHelp.in(asker.language()))
	}
	said := bot.Said{Text: plain(h.about.Text, me.user), Lang: author.lang}
	if err := in.giveOnce(ctx, in.name(h.channel, h.about.TS), in.at(home, "").address(), in.when("", author), said); err != nil {
		in.notKept(kindInteraction, err)
		return in.tell(h.response, sayNotTaken.in(asker.language()))
	}
	return in.tell(h.response, sayHelped.in(asker.language()))
}
