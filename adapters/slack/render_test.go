package slack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// drawn is a message as it goes over the wire.
type drawn struct {
	Type     string `json:"type"`
	ID       string `json:"block_id"`
	Text     *label `json:"text"`
	Elements []struct {
		Type    string `json:"type"`
		Action  string `json:"action_id"`
		Value   string `json:"value"`
		Text    label  `json:"text"`
		Options []struct {
			Text  label  `json:"text"`
			Value string `json:"value"`
		} `json:"options"`
	} `json:"elements"`
}

func wire(t testing.TB, blocks []slackgo.Block) (out []drawn) {
	t.Helper()
	raw, err := json.Marshal(blocks)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var testRenderer = renderer{seals: seals{"a secret of sixteen and more"}, hosts: map[string]bool{"accounts.intuit.com": true}, team: "l'équipe"}

// within checks every limit of a message.
func within(t testing.TB, r rendered) {
	t.Helper()
	ids, actions := map[string]bool{}, map[string]bool{}
	blocks := wire(t, r.blocks)
	if len(blocks) == 0 || len(blocks) > 10 {
		t.Errorf("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		if b.ID == "" || len(b.ID) > 255 || ids[b.ID] {
			t.Errorf("block id %q", b.ID)
		}
		ids[b.ID] = true
		if b.Type == "section" {
			if n := len(b.Text.Text); n == 0 || n > 3000 {
				t.Errorf("a section of %d bytes", n)
			}
			harmless(t, b.Text.Text, true)
			continue
		}
		if len(b.Elements) == 0 || len(b.Elements) > 25 {
			t.Errorf("%d elements in a row", len(b.Elements))
		}
		for _, e := range b.Elements {
			if e.Action == "" || len(e.Action) > 255 || actions[e.Action] {
				t.Errorf("action id %q", e.Action)
			}
			actions[e.Action] = true
			if e.Type == "overflow" {
				if len(e.Options) < 1 || len(e.Options) > 5 {
					t.Errorf("%d lines in a menu", len(e.Options))
				}
				for _, o := range e.Options {
					if len(o.Value) > 150 || units(o.Text.Text) > 75 || o.Text.Text == "" {
						t.Errorf("a menu's line %q with a value of %d", o.Text.Text, len(o.Value))
					}
				}
				continue
			}
			if len(e.Value) > 2000 || units(e.Text.Text) > 75 || strings.TrimSpace(e.Text.Text) == "" {
				t.Errorf("a button %q with a value of %d", e.Text.Text, len(e.Value))
			}
		}
	}
	if r.weight() > 13_000 || r.text == "" || len(r.text) > 3100 || !utf8.ValidString(r.text) {
		t.Errorf("%d bytes in blocks, %d beside them", r.weight(), len(r.text))
	}
	harmless(t, r.text, false)
}

// harmless checks that nothing in a text is markup, but for links to where links may lead.
func harmless(t testing.TB, text string, links bool) {
	t.Helper()
	rest := text
	for links {
		before, after, found := strings.Cut(rest, "<https://accounts.intuit.com")
		if !found {
			break
		}
		inside, behind, closed := strings.Cut(after, ">")
		if !closed || strings.ContainsAny(before, "<>") || inside != "" && !strings.ContainsAny(inside[:1], "/?#") {
			t.Errorf("a link is broken in %.200q", text)
			return
		}
		rest = behind
	}
	if strings.ContainsAny(rest, "<>") {
		t.Errorf("markup is left in %.200q", text)
	}
	for rest := rest; ; {
		_, after, found := strings.Cut(rest, "&")
		if !found {
			break
		}
		if !strings.HasPrefix(after, "amp;") && !strings.HasPrefix(after, "lt;") && !strings.HasPrefix(after, "gt;") {
			t.Errorf("half an escape in %.200q", text)
		}
		rest = after
	}
}

func FuzzRender(f *testing.F) {
	f.Add("Bonjour <!channel> & <@U1>", 1, "Oui", "Camille", 2, 3)
	f.Add("Une phrase assez longue. ", 900, strings.Repeat("é", 200), "\u202e𝔞𝔟", 90, 9)
	f.Add("&", 9000, "😀", "", 30, 0)
	f.Add("https://accounts.intuit.com/a?b=c&d=e ", 120, "", "a\nb", 0, 1)
	f.Add("https://accounts.intuit.com.evil.example/ https://accounts.intuit.com", 1, "", "a\nb", 0, 1)
	f.Add("\xff\x00\x1b[2J", 1, "|", "<b>", 1, 7)
	f.Fuzz(func(t *testing.T, text string, times int, words, name string, answers, commands int) {
		text = strings.Repeat(text, min(max(times, 1), 1+100_000/(len(text)+1)))
		for _, from := range []bot.Speaker{bot.FromAssistant, bot.FromAgent, bot.FromSystem} {
			say := bot.Say{To: "slack:T1:D1", From: from, Name: name, Lang: "fr", Text: text, Flow: bot.FlowID(words), Step: bot.StepID(words)}
			for i := range min(max(answers, 0), 120) {
				say.Choices = append(say.Choices, bot.Choice{ID: bot.OptionID(fmt.Sprint(words, i)), Label: words})
			}
			for i, id := range bot.Commands()[:min(max(commands, 0), 9)] {
				say.Choices = append(say.Choices, bot.Choice{ID: id, Label: words + fmt.Sprint(i), Command: true})
			}
			within(t, testRenderer.render(say, "abcdefgh"))
		}
	})
}

func TestTheWayToAPersonIsAlwaysInSight(t *testing.T) {
	for answers := range 130 {
		say := bot.Say{To: "slack:T1:D1", Text: "?", Lang: "fr"}
		for i := range answers {
			say.Choices = append(say.Choices, bot.Choice{ID: bot.OptionID(fmt.Sprint(i)), Label: fmt.Sprint("réponse ", i)})
		}
		for _, id := range bot.Commands()[:6] {
			say.Choices = append(say.Choices, bot.Choice{ID: id, Label: string(id), Command: true})
		}
		blocks := wire(t, testRenderer.render(say, "m").blocks)
		last := blocks[len(blocks)-1]
		if last.Elements[0].Text.Text != "human" || last.Elements[0].Type != "button" {
			t.Fatalf("with %d answers the last row is %+v", answers, last)
		}
		if menu := last.Elements[len(last.Elements)-1]; menu.Type != "overflow" || len(menu.Options) != 5 {
			t.Fatalf("the other commands are %+v", menu)
		}
	}
}

func TestALongTextIsCutBetweenParagraphsThenSentences(t *testing.T) {
	paragraph := strings.TrimSpace(strings.Repeat("Voici une phrase de taille moyenne. ", 50)) // 1,800 bytes
	parts := testRenderer.parts(paragraph+"\n\n"+paragraph+"\n\n"+paragraph, mostSections)
	if len(parts) != 3 || parts[0] != paragraph {
		t.Errorf("%d parts, the first ends in %q", len(parts), parts[0][max(0, len(parts[0])-40):])
	}
	for _, part := range testRenderer.parts(strings.Repeat("Encore une phrase! ", 400), mostSections) {
		if !strings.HasSuffix(part, "!") {
			t.Errorf("a part ends in %q", part[len(part)-20:])
		}
	}
}

func TestNothingIsLostBySplitting(t *testing.T) {
	for _, text := range []string{strings.Repeat("mot ", 5000), strings.Repeat("x", 9000), strings.Repeat("é & ", 3000), strings.Repeat("😀", 4000)} {
		flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
		parts := split(text, mostSection, testRenderer.written)
		if flat(strings.Join(parts, " ")) != flat(text) {
			t.Errorf("%.20q lost something", text)
		}
		for _, part := range parts {
			if len(testRenderer.written(part)) > mostSection {
				t.Errorf("%.20q has a part of %d", text, len(part))
			}
		}
	}
}

func TestOnlyLinksOfThePackCanBePressed(t *testing.T) {
	for text, want := range map[string]string{
		"voir https://accounts.intuit.com/x?a=1&b=2.": "voir <https://accounts.intuit.com/x?a=1&amp;b=2>.",
		"https://accounts.intuit.com.evil.example/":   "https://accounts.intuit.com.evil.example/",
		"https://me@accounts.intuit.com/":             "https://me@accounts.intuit.com/",
		"http://accounts.intuit.com":                  "http://accounts.intuit.com",
		"<https://accounts.intuit.com|ici>":           "&lt;<https://accounts.intuit.com>|ici&gt;",
		"<!here> <@U1> a & b":                         "&lt;!here&gt; &lt;@U1&gt; a &amp; b",
	} {
		if got := testRenderer.written(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestAnAgentIsNamed(t *testing.T) {
	say := bot.Say{To: "slack:T1:D1", From: bot.FromAgent, Name: "Ca\u202emille\n", Text: "Bonjour"}
	if r := testRenderer.render(say, "m"); !strings.HasPrefix(r.text, "Camille · l'équipe\u00a0:\nBonjour") || r.username != "" {
		t.Errorf("without the scope: %+v", r)
	}
	custom := testRenderer
	custom.custom = true
	if r := custom.render(say, "m"); r.text != "Bonjour" || r.username != "Camille · l'équipe" {
		t.Errorf("with the scope: %+v", r)
	}
}

func TestInPublicThereIsNothingToPress(t *testing.T) {
	say := bot.Say{To: "slack:T1:C1:1.2", Text: "En privé", Choices: []bot.Choice{{ID: "a", Label: "A"}}}
	for _, b := range wire(t, testRenderer.render(say, "m").blocks) {
		if b.Type != "section" {
			t.Errorf("there is %+v", b)
		}
	}
}

func TestButtonsAreSigned(t *testing.T) {
	s := seals{"a secret of sixteen and more"}
	value := s.value("slack:T1:D1", "lockout", "back", "opened")
	if chose, ok := s.chose("slack:T1:D1", value); !ok || chose.Option != "opened" || chose.Step != "back" || chose.Flow != "lockout" {
		t.Errorf("%q is %+v, %v", value, chose, ok)
	}
	if _, ok := s.chose("slack:T1:D2", value); ok {
		t.Error("it works in somebody else's conversation")
	}
	if _, ok := (seals{"another secret of sixteen"}).chose("slack:T1:D1", value); ok {
		t.Error("it works with another secret")
	}
	for _, forged := range []string{"", "1||||", "||||", value + "x", strings.Replace(value, "opened", "stuck", 1), "2" + value[1:], "human", "1|a|b|c|d|e"} {
		if _, ok := s.chose("slack:T1:D1", forged); ok {
			t.Errorf("%q was taken", forged)
		}
	}
	if a, b := s.value("slack:T1:D1", "a|b", "c", "d"), s.value("slack:T1:D1", "a", "b|c", "d"); a == b {
		t.Error("two buttons have one value")
	}
}

func BenchmarkRender(b *testing.B) {
	say := bot.Say{To: "slack:T1:D1", From: bot.FromAssistant, Lang: "fr", Flow: "lockout", Step: "back", Text: strings.Repeat("Les 15 minutes sont passées. ", 10) + "https://accounts.intuit.com"}
	for _, id := range append([]bot.OptionID{"opened", "stuck"}, bot.Commands()[:6]...) {
		say.Choices = append(say.Choices, bot.Choice{ID: id, Label: string(id), Command: id != "opened" && id != "stuck"})
	}
	b.ReportAllocs()
	for b.Loop() {
		testRenderer.render(say, "abcdefgh")
	}
}
