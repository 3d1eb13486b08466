package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/helpaide/helpaide/adapters/terminal"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/redact"
	"github.com/helpaide/helpaide/flows"
)

// recorder writes a conversation as a transcript while it goes on.
type recorder struct {
	file *os.File
	err  error
}

func newRecorder(f chatFlags, mind *brain, now time.Time) (*recorder, error) {
	file, err := os.Create(f.record)
	if err != nil {
		return nil, fmt.Errorf("--record: %w", err)
	}
	r := &recorder{file: file}
	r.line("# recorded with the pack " + mind.pack.Book.Name)
	if f.lang != "" {
		r.line("lang: " + f.lang)
	}
	r.line("now: " + now.Format(time.RFC3339))
	r.line("")
	return r, nil
}

// note writes an input and what came of it. What was typed is masked first, with every suspicion.
func (r *recorder) note(happened string, event bot.Event, shown terminal.Shown) {
	if said, ok := event.(bot.Said); ok {
		clean, _ := redact.Mask(said.Text, redact.Everything())
		happened = "> " + strings.Join(strings.Fields(clean), " ")
	}
	r.line(happened)
	for _, line := range flows.FormatSays(shown.Messages) {
		r.line(line)
	}
}

func (r *recorder) line(text string) {
	if _, err := fmt.Fprintln(r.file, text); err != nil && r.err == nil {
		r.err = err
	}
}

func (r *recorder) close() {
	if err := r.file.Close(); r.err == nil {
		r.err = err
	}
	if r.err != nil {
		fmt.Fprintln(os.Stderr, "helpaide: the transcript is not whole:", r.err)
	}
}
