package bot_test

import (
	"testing"

	"github.com/helpaide/helpaide/bot"
)

func TestASentenceHasOneFullStop(t *testing.T) {
	value := func(string) (string, bool) { return "10:15 a.m.", true }
	for words, want := range map[string]string{
		"Until {time}.":        "Until 10:15 a.m.",
		"Until {time}. Then.":  "Until 10:15 a.m. Then.",
		"At {time}, not now.":  "At 10:15 a.m., not now.",
		"{time}{time}":         "10:15 a.m.10:15 a.m.",
		"Until {time}... well": "Until 10:15 a.m... well",
	} {
		if got := bot.Fill(words, value); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
