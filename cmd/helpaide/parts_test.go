package main

import (
	"path/filepath"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// Keys of lines are the same after a start, and in every process; who sets the secret decides them.
func TestTheSecretOfLinesStaysTheSame(t *testing.T) {
	config := Config{Embedded: filepath.Join(t.TempDir(), "me.db")}
	line := bot.Line{Conversation: "slack:T1:D1", Seq: 7, Part: 1}
	key := func(config Config) string {
		t.Helper()
		parts, err := config.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer parts.close(config.Log.logger())
		secret, err := parts.lineSecret(t.Context(), config)
		if err != nil || !secret.IsSet() {
			t.Fatalf("%v %v", secret, err)
		}
		return line.Key(secret.Reveal())
	}
	first := key(config)
	if len(first) != 24 || key(config) != first {
		t.Errorf("the key is %q, then %q", first, key(config))
	}
	line.Attempt, line.Probes = 9, 3
	if again := key(config); again != first {
		t.Errorf("in another attempt it is %q, was %q", again, first)
	}
	config.LineSecret = secret("a secret of the operator's own")
	if set := key(config); set == first || set != key(config) {
		t.Errorf("with a secret it is %q, without %q", set, first)
	}
	line.Part = 2
	if other := key(config); other == first {
		t.Error("two lines have one key")
	}
}
