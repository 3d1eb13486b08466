//go:build unix

package terminal

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"

	"github.com/helpaide/helpaide/bot"
)

// patience is how long a test waits for what must come. It comes in milliseconds.
const patience = 20 * time.Second

// ptyRun is a Screen on a terminal of its own, and the person in front of it.
type ptyRun struct {
	t      *testing.T
	person *os.File // the keys go in here, the drawing comes out
	screen *os.File
	ended  chan error

	mu   sync.Mutex
	seen strings.Builder
	more chan struct{} // something was drawn
}

func runOnPty(ctx context.Context, t *testing.T, f *fakeTalk) *ptyRun {
	t.Helper()
	t.Setenv("TERM", "xterm-256color")
	person, screen, err := pty.Open()
	if err != nil {
		t.Fatalf("no pseudo-terminal: %v", err)
	}
	if err := pty.Setsize(screen, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		t.Fatal(err)
	}
	person = closable(t, person)
	p := &ptyRun{t: t, person: person, screen: screen, ended: make(chan error, 1), more: make(chan struct{}, 1)}
	ctx, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	t.Cleanup(func() { // in this order, so that nothing is read from a file that is closed
		stop()
		<-over
		_, _ = person.Close(), screen.Close()
	})
	go p.look()
	go func() {
		defer close(over)
		p.ended <- Screen{In: screen, Out: screen}.Run(ctx, f.t)
	}()
	return p
}

// closable is the file in a mode in which closing it ends a read: the package pty leaves it in the other.
func closable(t *testing.T, file *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Close(), syscall.SetNonblock(fd, true)); err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), file.Name())
}

func (p *ptyRun) look() {
	buffer := make([]byte, 4096)
	for {
		n, err := p.person.Read(buffer)
		if err != nil {
			return
		}
		p.mu.Lock()
		p.seen.Write(buffer[:n])
		p.mu.Unlock()
		select {
		case p.more <- struct{}{}:
		default:
		}
	}
}

// sees waits until all of the texts were drawn, in whatever order, and forgets what was drawn.
func (p *ptyRun) sees(texts ...string) {
	p.t.Helper()
	deadline := time.After(patience)
	for !p.drawn(texts) {
		select {
		case <-p.more:
		case <-deadline:
			p.t.Fatalf("%q was not drawn", texts)
		}
	}
}

func (p *ptyRun) drawn(texts []string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range texts {
		if !strings.Contains(p.seen.String(), text) {
			return false
		}
	}
	p.seen.Reset()
	return true
}

func (p *ptyRun) types(keys string) {
	p.t.Helper()
	if _, err := io.WriteString(p.person, keys); err != nil {
		p.t.Fatal(err)
	}
}

func (p *ptyRun) ends() error {
	p.t.Helper()
	select {
	case err := <-p.ended:
		return err
	case <-time.After(patience):
		p.t.Fatal("the screen did not end")
		return nil
	}
}

func (p *ptyRun) state() *term.State {
	p.t.Helper()
	state, err := term.GetState(int(p.screen.Fd()))
	if err != nil {
		p.t.Fatal(err)
	}
	return state
}

func TestScreenOnATerminal(t *testing.T) {
	f := newFakeTalk().asking()
	p := runOnPty(t.Context(), t, f)
	p.sees("Tell me what is wrong")
	p.types("mon compte est verrouillé\r")
	p.sees("› mon compte est verrouillé", "HelpAide", "Quand avez-vous vu ce message?", "1. À l'instant", "2. Il y a 10 minutes")
	p.types("\x1b[B\x1b[B")
	p.sees("❯")
	p.types("\r")
	p.sees("› Il y a 10 minutes", "Quand avez-vous vu ce message?")
	p.types("\x04")
	p.sees("À bientôt.")
	if err := p.ends(); err != nil {
		t.Error(err)
	}
	f.got(t, bot.Said{Text: "mon compte est verrouillé"}, bot.Chose{Option: "later", Step: "when"})
}

func TestScreenRestoresTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(p *ptyRun, stop func())
		want error
	}{
		{"left", func(p *ptyRun, _ func()) { p.types("un mot\x03") }, nil},
		{"stopped", func(p *ptyRun, stop func()) { p.types("un mot"); p.sees("un mot"); stop() }, context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			p := runOnPty(ctx, t, newFakeTalk())
			p.sees("Tell me what is wrong")
			during := p.state()
			c.end(p, stop)
			p.sees("Not sent: un mot", "\x1b[?2004l") // what it was told at the start is taken back: pastes are marked no more
			if err := p.ends(); !errors.Is(err, c.want) {
				t.Errorf("ended with %v, want %v", err, c.want)
			}
			if *p.state() == *during {
				t.Error("the terminal is still raw")
			}
		})
	}
}

func TestScreenRestoresTheTerminalAfterAFault(t *testing.T) {
	f := newFakeTalk()
	f.reply = func(bot.Event) []bot.Say { panic("a fault of ours") }
	p := runOnPty(t.Context(), t, f)
	p.sees("Tell me what is wrong")
	during := p.state()
	p.types("allo\r")
	p.sees("Not sent: allo")
	if err := p.ends(); err == nil || !strings.Contains(err.Error(), "a fault of ours") {
		t.Errorf("ended with %v", err)
	}
	if *p.state() == *during {
		t.Error("the terminal is still raw")
	}
}

func TestScreenEndsWithItsTerminal(t *testing.T) {
	p := runOnPty(t.Context(), t, newFakeTalk())
	p.sees("Tell me what is wrong")
	if err := p.person.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.ends(); err != nil {
		t.Errorf("ended with %v", err)
	}
}
