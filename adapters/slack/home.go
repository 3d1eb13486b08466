package slack

import (
	"context"
	"strings"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// The buttons of the Home tab.
const (
	pressStart    = "home-start"
	pressResume   = "home-resume"
	pressLanguage = "home-language"
	pressForget   = "home-forget"
)

// opened takes a person opening the app: in the Messages tab they are greeted, in Home they see what there is.
func (in *intake) opened(ctx context.Context, o opening) (answer, error) {
	p := in.people.of(ctx, o.user)
	if o.tab == "home" {
		return answer{after: func() { in.publish(o.user, p, word{}) }}, nil
	}
	if o.tab != "messages" || !isDirect(o.channel) {
		in.m.ignore("nothing")
		return answer{}, nil
	}
	in.people.lives(o.user, o.channel)
	if !in.people.greets(o.user) {
		return answer{}, nil
	}
	if err := in.give(ctx, in.name(o.id), in.at(o.channel, "").address(), in.when("", p), bot.Opened{Lang: p.lang}); err != nil {
		return answer{}, err
	}
	in.people.greeted(o.user)
	return answer{after: func() { in.suggest(o.channel, p) }}, nil
}

// suggest offers what to begin with. Not every app has the place for it. Without a thread: with one, Slack shows
// nothing and says nothing.
func (in *intake) suggest(channel string, p person) {
	params := slackgo.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, Title: promptsTitle.short(p.language())}
	words := in.o.Prompts[p.language()]
	if len(words) == 0 {
		return
	}
	for _, text := range words[:min(len(words), mostPrompts)] {
		params.AddPrompt(text, text)
	}
	in.later(channel, "prompts", func(ctx context.Context) error { return in.api.SetAssistantThreadsSuggestedPromptsContext(ctx, params) })
}

// pressedHome takes a press in the Home tab.
func (in *intake) pressedHome(ctx context.Context, h homePress) answer {
	who := in.people.of(ctx, h.user)
	event, news := wished(h.action.ID, who.lang)
	if event == nil {
		in.m.ignore("unknown")
		return answer{}
	}
	home, err := in.people.homeOf(ctx, h.user)
	if err == nil {
		id := in.name(h.action.At, h.user, h.action.ID)
		err = in.giveOnce(ctx, id, in.at(home, "").address(), in.when(h.action.At, who), event)
	}
	if err != nil {
		in.notKept(kindInteraction, err)
		return answer{after: func() { in.publish(h.user, who, sayNotKept) }}
	}
	if _, gone := event.(bot.Erased); gone {
		in.people.forget(h.user)
	}
	return answer{after: func() { in.publish(h.user, who, news) }}
}

// wished is what the person wants who presses a button of the Home tab, and what they are told there.
func wished(button string, lang bot.Lang) (bot.Event, word) {
	chose := func(option bot.OptionID) bot.Event { return bot.Chose{Option: option, Lang: lang} }
	switch button {
	case pressStart:
		return chose(bot.CmdRestart), sayPrivate
	case pressResume:
		return chose(bot.CmdRepeat), sayPrivate
	case pressLanguage:
		return chose(bot.CmdLanguage), sayPrivate
	case pressForget:
		return bot.Erased{}, homeForgot
	}
	return nil, word{}
}

// publish draws the Home tab, with a line of news when there is some.
func (in *intake) publish(user string, p person, news word) {
	view := slackgo.HomeTabViewRequest{Type: slackgo.VTHomeTab, Blocks: slackgo.Blocks{BlockSet: in.homeBlocks(p.language(), news)}}
	in.later(user, "home", func(ctx context.Context) error {
		_, err := in.api.PublishViewContext(ctx, slackgo.PublishViewContextRequest{UserID: user, View: view})
		return err
	})
}

func (a *Adapter) homeBlocks(lang bot.Lang, news word) []slackgo.Block {
	text := func(w word) *slackgo.TextBlockObject { return plainText(w.in(lang)) }
	press := func(id string, w word) *slackgo.ButtonBlockElement {
		return slackgo.NewButtonBlockElement(id, id, plainText(w.short(lang)))
	}
	buttons := []slackgo.BlockElement{press(pressStart, homeStart).WithStyle(slackgo.StylePrimary), press(pressResume, homeResume), press(pressLanguage, homeLanguage)}
	sure := slackgo.NewConfirmationBlockObject(plainText(homeSure.short(lang)), plainText(homeSureText.short(lang)), plainText(homeYes.short(lang)), plainText(homeNo.short(lang)))
	buttons = append(buttons, press(pressForget, homeForget).WithStyle(slackgo.StyleDanger).WithConfirm(sure.WithStyle(slackgo.StyleDanger)))
	blocks := []slackgo.Block{slackgo.NewHeaderBlock(plainText(homeTitle.short(lang)))}
	if news != (word{}) {
		blocks = append(blocks, slackgo.NewSectionBlock(text(news), nil, nil))
	}
	if about := a.o.About.In(lang); about != "" && !strings.Contains(about, "{") { // what stands in braces only the engine can fill
		blocks = append(blocks, slackgo.NewSectionBlock(plainText(about), nil, nil))
	}
	return append(blocks,
		slackgo.NewSectionBlock(text(homeWhere), nil, nil), slackgo.NewActionBlock("home-actions", buttons...),
		slackgo.NewContextBlock("home-notice", text(homeNotice)))
}
