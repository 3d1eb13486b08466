package terminal

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/helpaide/helpaide/bot"
)

var errDisk = errors.New("the disk is full")

// fakeTalk is a conversation that answers with what a test says.
type fakeTalk struct {
	mu      sync.Mutex
	t       *Terminal
	session bot.Session
	reply   func(bot.Event) []bot.Say
	fails   int // so many events fail
	refuses bot.Refusal
	wake    time.Time // when the next wake is due
	woken   []bot.Say // what it says

	events []bot.Event
	ids    []bot.EventID
}

func newFakeTalk() *fakeTalk {
	f := &fakeTalk{session: bot.NewSession("terminal:me", time.Now())}
	f.t = New(nil, Options{Home: "terminal:me", Clock: RealClock(), Pump: f.pump, NextWake: f.nextWake, Load: f.load})
	f.t.sink = f.receive
	return f
}

func (f *fakeTalk) pump(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.wake.IsZero() || time.Now().Before(f.wake) {
		return nil
	}
	f.wake = time.Time{}
	return f.say(ctx, f.woken)
}

func (f *fakeTalk) nextWake(context.Context) (time.Time, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wake, !f.wake.IsZero(), nil
}

func (f *fakeTalk) load(context.Context, bot.ConversationID) (bot.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.session.Seq == 0 {
		return bot.Session{}, bot.ErrNoSession
	}
	return f.session, nil
}

func (f *fakeTalk) receive(ctx context.Context, in bot.Envelope) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ids = append(f.ids, in.ID)
	if f.fails > 0 {
		f.fails--
		return errDisk
	}
	if f.refuses != "" {
		return &bot.RefusedError{Refusal: f.refuses, Owner: "Camille"}
	}
	f.events = append(f.events, in.Event)
	f.session.Seq++
	if f.session.Lang == "" {
		f.session.Lang = "fr"
	}
	if f.reply == nil {
		return nil
	}
	return f.say(ctx, f.reply(in.Event))
}

func (f *fakeTalk) say(ctx context.Context, messages []bot.Say) error {
	for _, say := range messages {
		if _, err := f.t.Send(ctx, bot.Line{Effect: say}); err != nil {
			return err
		}
	}
	return nil
}

// question is what most tests are asked.
func question() []bot.Say {
	return []bot.Say{{From: bot.FromAssistant, Lang: "fr", Text: "Quand avez-vous vu ce message?", Step: "when", Choices: []bot.Choice{
		{ID: "now", Label: "À l'instant"}, {ID: "later", Label: "Il y a 10 minutes"},
		{ID: bot.CmdHuman, Label: "Une personne", Command: true}, {ID: bot.CmdBack, Label: "Reculer", Command: true},
	}}}
}

// asking answers everything with the question.
func (f *fakeTalk) asking() *fakeTalk {
	f.session.Stack = []bot.Frame{{Step: "when"}}
	f.reply = func(bot.Event) []bot.Say { return question() }
	return f
}

// viewer runs a screen as the library does, in a time of its own and without a terminal.
type viewer struct {
	t       *testing.T
	m       *live
	msgs    chan tea.Msg
	printed []string
	quit    bool
}

// watch runs the test in a bubble of time. Nothing of it is waited for in earnest.
func watch(t *testing.T, prepare func(*fakeTalk), test func(*viewer, *fakeTalk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFakeTalk()
		if prepare != nil {
			prepare(f)
		}
		v := &viewer{t: t, m: newLive(t.Context(), f.t), msgs: make(chan tea.Msg, 1000)}
		v.run(v.m.Init())
		v.pass(firstFrame)
		test(v, f)
		time.Sleep(time.Hour) // the clocks that the screen set run out
	})
}

func (v *viewer) run(cmd tea.Cmd) {
	if cmd != nil {
		go func() { v.msgs <- cmd() }()
	}
}

// pass lets time go by.
func (v *viewer) pass(d time.Duration) {
	for until := time.Now().Add(d); ; {
		v.still()
		if !time.Now().Before(until) {
			return
		}
		time.Sleep(min(time.Second, time.Until(until)))
	}
}

// still takes messages until nothing happens any more.
func (v *viewer) still() {
	for {
		synctest.Wait()
		select {
		case msg := <-v.msgs:
			v.take(msg)
		default:
			return
		}
	}
}

func (v *viewer) take(msg tea.Msg) {
	switch kind := reflect.TypeOf(msg); {
	case msg == nil || v.quit:
	case kind == reflect.TypeFor[tea.QuitMsg]():
		v.quit = true
	case kind == reflect.TypeFor[tea.BatchMsg]():
		for _, cmd := range msg.(tea.BatchMsg) {
			v.run(cmd)
		}
	case kind.Kind() == reflect.Slice: // a sequence, whose type has no name outside of the library
		cmds := reflect.ValueOf(msg)
		for i := range cmds.Len() {
			v.take(cmds.Index(i).Interface().(tea.Cmd)())
		}
	case strings.HasPrefix(kind.Name(), "printLine"):
		v.printed = append(v.printed, strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%v", msg), "{"), "}"))
	default:
		_, cmd := v.m.Update(msg)
		v.run(cmd)
	}
}

// press presses keys, by the names that the library gives them.
func (v *viewer) press(strokes ...string) {
	v.t.Helper()
	keys := map[string]tea.KeyPressMsg{
		"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
		"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
		"up":        {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
		"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+d": {Code: 'd', Mod: tea.ModCtrl},
	}
	for _, stroke := range strokes {
		key, ok := keys[stroke]
		if !ok {
			v.t.Fatalf("no key is called %q", stroke)
		}
		v.take(key)
		v.still()
	}
}

// write types text, letter by letter.
func (v *viewer) write(text string) {
	for _, letter := range text {
		v.take(tea.KeyPressMsg{Code: letter, Text: string(letter)})
	}
	v.still()
}

func (v *viewer) view() string { return ansi.Strip(v.m.View().Content) }

func (v *viewer) said() string { return ansi.Strip(strings.Join(v.printed, "\n")) }

// shows fails unless the live part has all of these in it.
func (v *viewer) shows(wanted ...string) {
	v.t.Helper()
	has(v.t, "shown", v.view(), wanted...)
}

// told fails unless all of these were printed.
func (v *viewer) told(wanted ...string) {
	v.t.Helper()
	has(v.t, "printed", v.said(), wanted...)
}

func has(t *testing.T, what, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%q was not %s:\n%s", want, what, text)
		}
	}
}

func hasNot(t *testing.T, text string, unwanted ...string) {
	t.Helper()
	for _, not := range unwanted {
		if strings.Contains(text, not) {
			t.Errorf("%q should not be there:\n%s", not, text)
		}
	}
}

// got fails unless these events were received, and no other.
func (f *fakeTalk) got(t *testing.T, wanted ...bot.Event) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.events) != len(wanted) || len(wanted) > 0 && !reflect.DeepEqual(f.events, wanted) {
		t.Errorf("received %#v, want %#v", f.events, wanted)
	}
}
