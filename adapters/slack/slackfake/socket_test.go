package slackfake_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// app is slack-go's Socket Mode, acknowledging what take says.
type app struct {
	mu     sync.Mutex
	events []socketmode.Event
}

func (a *app) of(kind socketmode.EventType) (out []socketmode.Event) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, e := range a.events {
		if e.Type == kind {
			out = append(out, e)
		}
	}
	return out
}

// run connects until the test ends. take says whether an event is acknowledged, and with what.
func run(t *testing.T, f *slackfake.Fake, take func(n int, e socketmode.Event) (bool, any)) *app {
	t.Helper()
	a := &app{}
	sm := socketmode.New(client(t, f), socketmode.OptionPingInterval(time.Second))
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = sm.RunContext(ctx) }) // it ends with ctx
	running.Go(func() {
		for n := 0; ; {
			select {
			case <-ctx.Done():
				return
			case e := <-sm.Events:
				a.mu.Lock()
				a.events = append(a.events, e)
				a.mu.Unlock()
				if e.Request == nil || e.Request.EnvelopeID == "" {
					continue
				}
				if ok, payload := take(n, e); ok {
					_ = sm.AckCtx(ctx, e.Request.EnvelopeID, payload)
				}
				n++
			}
		}
	})
	t.Cleanup(func() { cancel(); f.Drop(); running.Wait() })
	f.AwaitSockets(t, 1)
	return a
}

func always(int, socketmode.Event) (bool, any) { return true, nil }

func quick() slackfake.Options {
	return slackfake.Options{
		AckTime: 300 * time.Millisecond, Ping: 50 * time.Millisecond, Retries: []time.Duration{0, 50 * time.Millisecond, 100 * time.Millisecond},
	}
}

func TestSocketMode(t *testing.T) {
	f := slackfake.Start(t, quick())
	a := run(t, f, always)
	person := f.Person("U1", "fr")
	ts := person.DM("Écrivez à <marie@example.com>, ou http://example.com/?a=1&b=2")
	f.Await(t, "the acknowledgement", func() bool { return f.Settled() })
	told := a.of(socketmode.EventTypeEventsAPI)
	if len(told) != 1 || len(f.Lost()) != 0 {
		t.Fatalf("%d events, lost %v", len(told), f.Lost())
	}
	said := told[0].Data.(slackevents.EventsAPIEvent).InnerEvent.Data.(*slackevents.MessageEvent)
	want := "Écrivez à &lt;<mailto:marie@example.com|marie@example.com>&gt;, ou <http://example.com/?a=1&amp;b=2>"
	if said.TimeStamp != ts || said.ChannelType != "im" || said.User != "U1" || said.Text != want {
		t.Errorf("told of %+v", said)
	}
}

func TestWhatIsNotAcknowledgedComesAgain(t *testing.T) {
	f := slackfake.Start(t, quick())
	a := run(t, f, func(n int, _ socketmode.Event) (bool, any) { return n == 2, nil })
	ts := f.Person("U1", "fr").DM("allo")
	f.Await(t, "the third time", func() bool { return f.Settled() && len(f.Lost()) == 0 })
	told := a.of(socketmode.EventTypeEventsAPI)
	if len(told) != 3 || told[2].Request.RetryAttempt != 2 || told[1].Request.RetryReason != "timeout" {
		t.Errorf("told %d times: %+v", len(told), told)
	}
	if told[0].Request.EnvelopeID == told[1].Request.EnvelopeID {
		t.Error("the envelope has the same name")
	}
	if first := f.Of(ts)[0]; len(first.Tries()) != 3 || first.EventID == "" {
		t.Errorf("tries %+v", first.Tries())
	}
	f.Of(ts)[0].Again(true)
	f.Await(t, "it once more", func() bool { return len(a.of(socketmode.EventTypeEventsAPI)) > 3 })
	one, other := told[0].Data.(slackevents.EventsAPIEvent), a.of(socketmode.EventTypeEventsAPI)[3].Data.(slackevents.EventsAPIEvent)
	if one.Data.(*slackevents.EventsAPICallbackEvent).EventID == other.Data.(*slackevents.EventsAPICallbackEvent).EventID {
		t.Error("a fresh one has the same event_id")
	}
}

func TestAClickComesOnce(t *testing.T) {
	f := slackfake.Start(t, quick())
	a := run(t, f, func(int, socketmode.Event) (bool, any) { return false, nil })
	person := f.Person("U1", "fr")
	button := slack.NewButtonBlockElement("yes", "v", slack.NewTextBlockObject(slack.PlainTextType, "Oui", false, false))
	_, ts, err := client(t, f).PostMessageContext(t.Context(), person.Home(), slack.MsgOptionText("x", false), slack.MsgOptionBlocks(slack.NewActionBlock("b", button)))
	if err != nil {
		t.Fatal(err)
	}
	press := person.Press(f.Message(person.Home(), ts), "Oui")
	<-press.Done()
	pressed := a.of(socketmode.EventTypeInteractive)
	if len(pressed) != 1 || press.Acked() {
		t.Fatalf("pressed %d times, acknowledged %v", len(pressed), press.Acked())
	}
	call := pressed[0].Data.(slack.InteractionCallback)
	if act := call.ActionCallback.BlockActions[0]; act.ActionID != "yes" || act.Value != "v" || act.BlockID != "b" || call.Message.Timestamp != ts || call.User.ID != "U1" {
		t.Errorf("the click is %+v", call)
	}
}

func TestAnAnswerTooLongIsDropped(t *testing.T) {
	f := slackfake.Start(t, quick())
	run(t, f, func(n int, _ socketmode.Event) (bool, any) {
		return true, map[string]any{"text": []string{"Bien reçu", string(make([]byte, 5000))}[n]} // a zero byte takes six as JSON
	})
	person := f.Person("U1", "fr")
	first := person.Slash(person.Home(), "/aide", "")
	<-first.Done()
	second := person.Slash(person.Home(), "/aide", "")
	<-second.Done()
	if seen := f.Ephemerals("U1"); !first.Acked() || second.Acked() || len(seen) != 1 || seen[0].Text != "Bien reçu" {
		t.Errorf("acknowledged %v and %v, seen %+v", first.Acked(), second.Acked(), seen)
	}
}

func TestReconnects(t *testing.T) {
	cut := map[string]func(f *slackfake.Fake){
		"refresh": func(f *slackfake.Fake) { f.Disconnect("refresh_requested", true) },
		"warning": func(f *slackfake.Fake) { f.Disconnect("warning", true) },
		"drop":    (*slackfake.Fake).Drop,
		"freeze":  (*slackfake.Fake).Freeze,
		"garbage": func(f *slackfake.Fake) { f.Frame("{"); f.Frame(`{"type":"who knows"}`); f.Frame("[1") },
	}
	for name, cut := range cut {
		t.Run(name, func(t *testing.T) {
			f := slackfake.Start(t, quick())
			run(t, f, always)
			cut(f)
			f.AwaitSockets(t, 1)
			f.Person("U1", "fr").DM("allo")
			f.Await(t, "the acknowledgement", f.Settled)
			if len(f.Lost()) != 0 {
				t.Error("it was lost")
			}
		})
	}
}

func TestOnlyWhatWasSubscribed(t *testing.T) {
	f := slackfake.Start(t, quick())
	a := run(t, f, always)
	person := f.Person("U1", "fr")
	f.Channel("C1", person)
	person.Write("C1", "", "not for the bot")
	person.Mention("C1", "for the bot")
	f.Await(t, "the mention", func() bool { return len(f.Deliveries()) > 0 && f.Settled() })
	if told := a.of(socketmode.EventTypeEventsAPI); len(told) != 1 || told[0].Data.(slackevents.EventsAPIEvent).InnerEvent.Type != "app_mention" {
		t.Errorf("told of %+v", told)
	}
}
