package slackfake_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"go.uber.org/goleak"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client is slack-go, which knows Slack and not this fake.
func client(t *testing.T, f *slackfake.Fake) *slack.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return slack.New(f.BotToken, slack.OptionAPIURL(f.APIURL()), slack.OptionAppLevelToken(f.AppToken),
		slack.OptionHTTPClient(&http.Client{Timeout: 10 * time.Second, Transport: transport}))
}

func code(err error) string {
	if refused, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return refused.Err
	}
	if err != nil {
		return "not an answer of Slack's: " + err.Error()
	}
	return ""
}

func TestMessages(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{})
	api, person := client(t, f), f.Person("U1", "fr-CA")
	opened, _, _, err := api.OpenConversationContext(t.Context(), &slack.OpenConversationParameters{Users: []string{"U1"}})
	if err != nil || opened.ID != person.Home() {
		t.Fatalf("opened %v, %v", opened, err)
	}
	button := slack.NewButtonBlockElement("yes", "value", slack.NewTextBlockObject(slack.PlainTextType, "Oui", false, false))
	blocks := slack.MsgOptionBlocks(
		slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, "Bonjour", false, true), nil, nil), slack.NewActionBlock("", button))
	metadata := slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "helpaide_out", EventPayload: map[string]any{"k": "key"}})
	_, ts, err := api.PostMessageContext(t.Context(), opened.ID, slack.MsgOptionText("Bonjour", false), blocks, metadata)
	if err != nil {
		t.Fatal(err)
	}
	m := f.Message(person.Home(), ts)
	if m.Words() != "Bonjour" || len(m.Buttons()) != 1 || m.Buttons()[0].Label != "Oui" || !m.FromBot() {
		t.Errorf("it has %+v", m)
	}
	for _, all := range []bool{false, true} {
		page, err := api.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{ChannelID: opened.ID, IncludeAllMetadata: all})
		if err != nil || len(page.Messages) != 1 || (page.Messages[0].Metadata.EventType != "") != all {
			t.Errorf("history with all metadata %v: %+v, %v", all, page, err)
		}
	}
	if _, _, _, err := api.UpdateMessageContext(t.Context(), opened.ID, ts, slack.MsgOptionText("Bonsoir", false)); err != nil {
		t.Fatal(err)
	}
	if m := f.Message(person.Home(), ts); m.Words() != "Bonsoir" || len(m.Buttons()) != 0 {
		t.Errorf("after the update it has %+v", m)
	}
	user, err := api.GetUserInfoContext(t.Context(), "U1")
	if err != nil || user.Locale != "fr-CA" || user.TZ != "America/Toronto" {
		t.Errorf("the person is %+v, %v", user, err)
	}
}

func TestRefusals(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{Pace: slackfake.Pace{Every: time.Microsecond, Burst: 100}})
	api := client(t, f)
	home := f.Person("U1", "en-CA").Home()
	words := func(n int) slack.MsgOption { return slack.MsgOptionText(strings.Repeat("é", n), false) }
	section := func(n int) slack.Block {
		return slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, strings.Repeat("é", n), false, false), nil, nil)
	}
	button := func(id, label string) slack.BlockElement {
		return slack.NewButtonBlockElement(id, "v", slack.NewTextBlockObject(slack.PlainTextType, label, false, false))
	}
	var many []slack.BlockElement
	for i := range 26 {
		many = append(many, button(string(rune('a'+i)), "x"))
	}
	named := section(1).(*slack.SectionBlock)
	named.BlockID = "same"
	f.Archive(f.Channel("C1"))
	f.Remove(f.Channel("C2"))
	f.Kick(f.Channel("C3"))
	cases := []struct {
		name, channel string
		option        slack.MsgOption
		want          string
	}{
		{"as much as fits", home, slack.MsgOptionBlocks(section(3000), slack.NewActionBlock("", many[:25]...)), ""},
		{"nothing to say", home, words(0), "no_text"},
		{"a text without end", home, words(100_001), "msg_too_long"},
		{"a section too long", home, slack.MsgOptionBlocks(section(3001)), "invalid_blocks"},
		{"blocks too long together", home, slack.MsgOptionBlocks(section(3000), section(3000), section(3000), section(3000), section(2000)), "msg_blocks_too_long"},
		{"too many buttons", home, slack.MsgOptionBlocks(slack.NewActionBlock("", many...)), "invalid_blocks"},
		{"a label too long", home, slack.MsgOptionBlocks(slack.NewActionBlock("", button("a", strings.Repeat("x", 76)))), "invalid_blocks"},
		{"one action_id twice", home, slack.MsgOptionBlocks(slack.NewActionBlock("", button("a", "x"), button("a", "y"))), "invalid_blocks"},
		{"one block_id twice", home, slack.MsgOptionBlocks(named, named), "invalid_blocks"},
		{"a place that nobody knows", "C9", words(1), "channel_not_found"},
		{"a place for good closed", "C1", words(1), "is_archived"},
		{"a place that is gone", "C2", words(1), "channel_not_found"},
		{"a place where the bot is not", "C3", words(1), "not_in_channel"},
		{"a thread that is not there", home, slack.MsgOptionCompose(words(1), slack.MsgOptionTS("1.000000")), "thread_not_found"},
		{"a name without its scope", home, slack.MsgOptionCompose(words(1), slack.MsgOptionUsername("Camille")), "missing_scope"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := api.PostMessageContext(t.Context(), c.channel, c.option)
			if code(err) != c.want {
				t.Errorf("%q, want %q", code(err), c.want)
			}
		})
	}
	f.Grant("im:history")
	_, _, err := api.PostMessageContext(t.Context(), home, words(1))
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) || refused.Needed != "chat:write" || refused.Provided != "im:history" {
		t.Errorf("without the scope: %+v", err)
	}
	f.Revoke("token_revoked")
	if _, err := api.AuthTestContext(t.Context()); code(err) != "token_revoked" {
		t.Errorf("with a revoked token: %v", err)
	}
}

func TestPace(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{Pace: slackfake.Pace{Every: time.Hour, Burst: 2}})
	api := client(t, f)
	one, other := f.Person("U1", "fr").Home(), f.Person("U2", "fr").Home()
	say := func(where string) error {
		_, _, err := api.PostMessageContext(t.Context(), where, slack.MsgOptionText("x", false))
		return err
	}
	for range 2 {
		if err := say(one); err != nil {
			t.Fatal(err)
		}
	}
	var limited *slack.RateLimitedError
	if err := say(one); !errors.As(err, &limited) || limited.RetryAfter < time.Minute {
		t.Errorf("the third at once: %v", err)
	}
	if err := say(other); err != nil {
		t.Errorf("another channel waits too: %v", err)
	}
	if len(f.Impatient()) != 0 {
		t.Error("nobody was impatient yet")
	}
	_ = say(one)
	if len(f.Impatient()) != 1 {
		t.Error("a call inside the Retry-After went unseen")
	}
	if n := len(f.Messages(one)); n != 2 {
		t.Errorf("%d messages, want 2", n)
	}
}

func TestFaults(t *testing.T) {
	cases := []struct {
		kind     slackfake.FaultKind
		accepted bool
	}{
		{slackfake.AcceptThenDrop, true}, {slackfake.AcceptThen500, true}, {slackfake.AcceptThenHTML, true},
		{slackfake.AcceptThenEmpty, true}, {slackfake.AcceptThenTruncated, true}, {slackfake.AcceptThenInternal, true},
		{slackfake.Refuse, false}, {slackfake.Unavailable, false}, {slackfake.Internal, false}, {slackfake.Limited, false},
	}
	for _, c := range cases {
		t.Run(string(c.kind), func(t *testing.T) {
			f := slackfake.Start(t, slackfake.Options{})
			home := f.Person("U1", "fr").Home()
			f.Fail(slackfake.Fault{Kind: c.kind, Method: "chat.postMessage", RetryAfter: "1"})
			api := client(t, f)
			if _, _, err := api.PostMessageContext(t.Context(), home, slack.MsgOptionText("x", false)); err == nil {
				t.Error("it went well")
			}
			if accepted := len(f.Messages(home)) == 1; accepted != c.accepted {
				t.Errorf("accepted: %v, want %v", accepted, c.accepted)
			}
			if len(f.Requests("chat.postMessage")) != 1 || len(f.Refused()) != 0 {
				t.Errorf("requests %+v", f.Requests(""))
			}
		})
	}
}

func TestDown(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{})
	api := client(t, f)
	f.Down()
	if _, err := api.AuthTestContext(t.Context()); err == nil || !strings.Contains(err.Error(), "dial") {
		t.Errorf("while down: %v", err)
	}
	if err := f.Up(); err != nil {
		t.Fatal(err)
	}
	if _, err := api.AuthTestContext(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestHomeAndAgent(t *testing.T) {
	f := slackfake.Start(t, slackfake.Options{})
	api, person := client(t, f), f.Person("U1", "fr")
	block := slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, "Chez vous", false, false), nil, nil)
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{block}}}
	if _, err := api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: "U1", View: view}); err != nil {
		t.Fatal(err)
	}
	if words := f.Home("U1").Words(); words != "Chez vous" {
		t.Errorf("the home tab has %q", words)
	}
	prompts := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: person.Home()}
	prompts.AddPrompt("Un", "Un problème")
	for _, thread := range []string{"1.000000", ""} { // with a thread it comes to nothing
		prompts.ThreadTS = thread
		if err := api.SetAssistantThreadsSuggestedPromptsContext(t.Context(), prompts); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(f.Suggested()); n != 1 {
		t.Errorf("%d suggestions, want 1", n)
	}
	ts := person.DM("allo")
	err := api.SetAssistantThreadsStatusContext(t.Context(), slack.AssistantThreadsSetStatusParameters{ChannelID: person.Home(), ThreadTS: ts, Status: "cherche…"})
	if err != nil || !f.Busy(person.Home(), ts) {
		t.Errorf("the status: %v", err)
	}
}
