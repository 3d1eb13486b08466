package understand_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/understand"
)

// checkReading checks what holds of every reading.
func checkReading(t *testing.T, in bot.Utterance, u *understand.Understander) {
	t.Helper()
	got, err := u.Understand(t.Context(), in)
	if err != nil {
		t.Fatalf("%q: %v", in.Text, err)
	}
	if got.Option != "" && !offered(got, in) {
		t.Errorf("%q: option %q of %s/%s was not expected", in.Text, got.Option, got.Flow, got.Step)
	}
	if len(got.Guesses) > 3 || got.Sure && len(got.Guesses) == 0 {
		t.Errorf("%q: sure %v of %v", in.Text, got.Sure, got.Guesses)
	}
	last := 1.0
	for _, g := range got.Guesses {
		if g.Score < 0.10 || g.Score > last {
			t.Errorf("%q: guesses %v", in.Text, got.Guesses)
		}
		last = g.Score
	}
}

func offered(got bot.Reading, in bot.Utterance) bool {
	for _, e := range append(append([]bot.Expected(nil), in.Expect...), in.Earlier...) {
		if e.Option.ID == got.Option && e.Flow == got.Flow && e.Step == got.Step && !e.Chosen {
			return true
		}
	}
	return false
}

func TestTwoTrainingsAreTheSame(t *testing.T) {
	one := trained(t)
	two, err := understand.New(book(), examples())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(one.Weights(), two.Weights()) {
		t.Fatal("two trainings on the same examples differ")
	}
	for _, text := range append(spoken, "mon compte est verrouillé et en plus j'ai pas reçu le code") {
		in := bot.Utterance{Text: text, Expect: expected(channelOptions()...)}
		a, _ := one.Understand(t.Context(), in)
		b, _ := two.Understand(t.Context(), in)
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%q: %+v and %+v", text, a, b)
		}
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	u := trained(t)
	want := map[string]bot.Reading{}
	for _, text := range spoken {
		want[text], _ = u.Understand(t.Context(), bot.Utterance{Text: text})
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, text := range spoken {
				if got, _ := u.Understand(t.Context(), bot.Utterance{Text: text}); !reflect.DeepEqual(got, want[text]) {
					t.Errorf("%q: %+v", text, got)
				}
			}
		})
	}
	all.Wait()
}

func TestExamplesThatTheBookDoesNotKnow(t *testing.T) {
	for _, bad := range []map[bot.Lang]map[bot.FlowID][]string{
		{"es": {"greeting": {"hola"}}},
		{"fr": {"no_such_flow": {"allo"}}},
	} {
		if _, err := understand.New(book(), bad); err == nil || !strings.HasPrefix(err.Error(), "train understander: ") {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

func TestWithoutExamplesAnswersAreStillRead(t *testing.T) {
	u, err := understand.New(book(), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := u.Understand(t.Context(), bot.Utterance{Text: "par courriel", Expect: expected(channelOptions()...)})
	if got.Option != "email" || len(got.Guesses) > 0 {
		t.Errorf("%+v", got)
	}
	if _, err := understand.New(&bot.Book{}, nil); err != nil {
		t.Error(err)
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, text := range append(spoken, "", "\xff", "??", "la 2e", "no", "non pas le texto, le courriel", "e\u0301\u200d\u00ad", "un agent, un agent", "au lieu du", "10 minutes") {
		f.Add(text)
	}
	u := trained(f)
	earlier := asked("missing_code", "what", option("code", "Un code", "A code"), option("link", "Un lien", "A link"))
	earlier[0].Chosen = true
	questions := []bot.Utterance{
		{},
		{Lang: "fr", Expect: expected(channelOptions()...), Earlier: earlier},
		{Lang: "en", Expect: append(asked("", "", replies("resume", "leave")...), expected(replies("yes", "no")...)...)},
		{Lang: "fr", Expect: expected(replies("done", "failed", "cannot", "again")...)},
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, in := range questions {
			in.Text = text
			checkReading(t, in, u)
		}
	})
}
