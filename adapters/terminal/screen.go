package terminal

import (
	"context"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Screen is the face for a person at a terminal. What is said scrolls up and stays in the
// terminal's own history; below it stand the options of the question that waits, a line to type
// in, and what is being waited for.
type Screen struct {
	In, Out *os.File
}

// Run talks until the person leaves, the terminal goes away or the context ends. When it returns,
// the terminal is as it was found, nothing reads In any more and nothing is being done. A fault
// comes back as an error, once the terminal can show it.
func (s Screen) Run(ctx context.Context, t *Terminal) error {
	working, stop := context.WithCancel(ctx)
	defer stop()
	m := newLive(working, t)
	var program *tea.Program
	in := &keyboard{File: s.In, gone: func() { program.Send(gone{}) }}
	program = tea.NewProgram(m, s.options(in)...)
	unwatch := context.AfterFunc(ctx, func() { program.Send(leaveNow{}) })
	defer unwatch()
	_, err := program.Run()
	stop()
	m.hands.rest()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("draw the terminal: %w", err)
	}
	return m.fault
}

func (s Screen) options(in *keyboard) []tea.ProgramOption {
	options := []tea.ProgramOption{
		tea.WithInput(in),
		tea.WithOutput(s.Out),
		tea.WithoutSignalHandler(), // signals end the context, which is whoever called us to say
	}
	if os.Getenv("NO_COLOR") != "" { // any value counts; the library looks for a true one
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	return options
}

// keyboard is the input. The library stops reading without a word when the terminal was closed.
type keyboard struct {
	*os.File
	gone func()
}

func (k *keyboard) Read(into []byte) (int, error) {
	n, err := k.File.Read(into)
	if err != nil {
		k.gone()
	}
	return n, err
}
