package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// Plain is the face for pipes and simple terminals: lines in, lines out. Options have numbers.
type Plain struct {
	In  io.Reader
	Out io.Writer
}

// Run talks line by line until the input ends.
func (p Plain) Run(ctx context.Context, t *Terminal) error {
	out := bufio.NewWriter(p.Out)
	var options []bot.Choice
	t.live = func(say bot.Say) error {
		fmt.Fprintln(out, speaker(say)+strings.ReplaceAll(say.Text, "\n", "\n  "))
		return out.Flush()
	}
	err := eachLine(ctx, t, p.In, func(line []byte, err error) error {
		var shown Shown
		if err == nil {
			shown, err = t.typed(ctx, string(line), options)
		}
		if errors.Is(err, errQuit) {
			return err
		}
		options = p.print(out, shown, err, options)
		return out.Flush()
	}, func() error {
		shown, _, err := t.Wake(ctx)
		options = p.print(out, shown, err, options)
		return out.Flush()
	})
	if errors.Is(err, errQuit) {
		return nil
	}
	return err
}

// print writes the options under the messages, and returns the answers that may be given by number now.
func (p Plain) print(out io.Writer, shown Shown, err error, before []bot.Choice) []bot.Choice {
	if err != nil {
		fmt.Fprintln(out, "!", err)
		return before
	}
	answers, commands := questionOf(shown.Messages)
	for i, choice := range answers {
		fmt.Fprintf(out, "  %d. %s\n", i+1, choice.Label)
	}
	if labels := labelsOf(commands); labels != "" {
		fmt.Fprintln(out, "  ("+labels+")")
	}
	if answers == nil && commands == nil {
		return before
	}
	return answers
}

func labelsOf(choices []bot.Choice) string {
	labels := make([]string, len(choices))
	for i, choice := range choices {
		labels[i] = choice.Label
	}
	return strings.Join(labels, " · ")
}

// speaker marks who a message is from, so that a bot is never taken for a person.
func speaker(say bot.Say) string {
	switch say.From {
	case bot.FromAgent:
		return say.Name + ": "
	case bot.FromSystem:
		return "* "
	}
	return "HelpAide: "
}
