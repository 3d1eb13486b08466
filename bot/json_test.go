package bot_test

import (
	"encoding/json"
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// failer is a test, of the standard library or of rapid.
type failer interface {
	Helper()
	Fatal(args ...any)
}

// encoded is a value as the record keeps it: what two engines must agree upon, byte for byte.
func encoded(t failer, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// bytesOf is a whole turn, with the kinds of its effects.
func bytesOf(t failer, turn bot.Turn) string {
	t.Helper()
	out := encoded(t, turn.Session)
	for _, effect := range turn.Effects {
		out += fmt.Sprintf("\n%T ", effect) + encoded(t, effect)
	}
	return out + "\n" + encoded(t, []any{turn.Path, turn.Outcome, turn.Ended, turn.Refused})
}

// stored is the session as it comes out of the record.
func stored(t failer, s bot.Session) bot.Session {
	t.Helper()
	var out bot.Session
	if err := json.Unmarshal([]byte(encoded(t, s)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
