package terminal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/helpaide/helpaide/bot"
)

// maxText bounds what is kept of a line, in runes. Chat platforms stop at 40,000.
const maxText = 40_000

// Say is a line that the person types.
func (t *Terminal) Say(ctx context.Context, id, text string) (Shown, error) {
	return t.apply(ctx, id, bot.Said{Text: plain(text, maxText), Lang: t.Lang})
}

// Choose is a press on an option, named by its id or its label.
func (t *Terminal) Choose(ctx context.Context, id, option, step string) (Shown, error) {
	return t.apply(ctx, id, bot.Chose{Option: bot.OptionID(plain(option, 200)), Step: bot.StepID(step), Lang: t.Lang})
}

// File is a file that the person tries to send.
func (t *Terminal) File(ctx context.Context, id string, file bot.FileSent) (Shown, error) {
	file.Name, file.Type, file.Lang = plain(file.Name, 100), plain(file.Type, 100), t.Lang
	return t.apply(ctx, id, file)
}

// Claim is an agent taking the conversation. Here and below, without a name it is the agent who has
// the conversation, or Camille.
func (t *Terminal) Claim(ctx context.Context, id, name string) (Shown, error) {
	return t.byAgent(ctx, id, name, func(a bot.Agent) bot.Event { return bot.AgentClaimed{Agent: a} })
}

// Tell is a line of the agent for the person.
func (t *Terminal) Tell(ctx context.Context, id, name, text string) (Shown, error) {
	return t.byAgent(ctx, id, name, func(a bot.Agent) bot.Event {
		return bot.AgentSaid{Agent: a, Text: plain(text, maxText)}
	})
}

// Release gives the conversation back to the assistant.
func (t *Terminal) Release(ctx context.Context, id, name string) (Shown, error) {
	return t.byAgent(ctx, id, name, func(a bot.Agent) bot.Event { return bot.AgentReleased{Agent: a} })
}

// Resolve ends the case.
func (t *Terminal) Resolve(ctx context.Context, id, name string) (Shown, error) {
	return t.byAgent(ctx, id, name, func(a bot.Agent) bot.Event { return bot.AgentResolved{Agent: a} })
}

func (t *Terminal) byAgent(ctx context.Context, id, name string, event func(bot.Agent) bot.Event) (Shown, error) {
	name = strings.TrimSpace(plain(name, 64))
	if name == "" {
		session, err := t.session(ctx)
		if err != nil {
			return Shown{}, err
		}
		name = nameOfAgent(session)
	}
	return t.apply(ctx, id, event(agentNamed(name)))
}

// nameOfAgent is who speaks when no name is given.
func nameOfAgent(s bot.Session) string {
	if s.Case != nil && s.Case.Owner != nil {
		return s.Case.Owner.Name
	}
	return "Camille"
}

// apply hands an event to the host and shows what comes of it, after what was due before it.
func (t *Terminal) apply(ctx context.Context, id string, event bot.Event) (Shown, error) {
	if err := t.Pump(ctx); err != nil {
		return Shown{}, err
	}
	in := bot.Envelope{ID: t.eventID(id), Where: t.Home, At: t.Clock.Now(), Event: event}
	if err := t.sink(ctx, in); err != nil {
		return Shown{}, err
	}
	if err := t.Pump(ctx); err != nil {
		return Shown{}, err
	}
	return t.show(ctx, happened(event), event)
}

// eventID is the record's id of an input: the caller's own within this conversation, or a new one.
func (t *Terminal) eventID(id string) bot.EventID {
	if id == "" {
		id = "new:" + rand.Text()
	}
	return bot.EventID(string(t.Home) + ":" + id)
}

// Advance moves a clock that stands still, from wake to wake, so that each fires at its own time.
func (t *Terminal) Advance(ctx context.Context, id string, by time.Duration) (Shown, error) {
	if err := t.Pump(ctx); err != nil {
		return Shown{}, err
	}
	if id != "" && t.seen[id] {
		return t.take(ctx)
	}
	if err := t.advance(ctx, t.Clock.Now().Add(by)); err != nil {
		return Shown{}, err
	}
	t.seen[id] = true
	return t.show(ctx, "+"+by.String(), nil)
}

// maxWakes bounds the wakes of one Advance: a year of silence has a few.
const maxWakes = 10_000

func (t *Terminal) advance(ctx context.Context, target time.Time) error {
	for range maxWakes {
		next, ok, err := t.NextWake(ctx)
		if err != nil {
			return err
		}
		if !ok || next.After(target) {
			t.Clock.Set(target)
			return t.Pump(ctx)
		}
		t.Clock.Set(next)
		if err := t.Pump(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("advance: more than %d wakes", maxWakes)
}

// Wake does what is due by itself. It reports whether there is anything to show.
func (t *Terminal) Wake(ctx context.Context) (Shown, bool, error) {
	if err := t.Pump(ctx); err != nil {
		return Shown{}, false, err
	}
	passed := t.Clock.Now().Sub(t.noted).Round(time.Second)
	shown, err := t.show(ctx, "+"+passed.String(), nil)
	return shown, len(shown.Messages) > 0, err
}

// show takes what there is to show, and tells the recorder.
func (t *Terminal) show(ctx context.Context, happened string, event bot.Event) (Shown, error) {
	shown, err := t.take(ctx)
	if err == nil && t.Recorder != nil && (event != nil || len(shown.Messages) > 0) {
		t.Recorder(happened, event, shown)
		t.noted = t.Clock.Now()
	}
	return shown, err
}

// happened writes an event as a transcript does. What was typed is the recorder's to mask.
func happened(event bot.Event) string {
	switch e := event.(type) {
	case bot.Said:
		return "> " + e.Text
	case bot.Chose:
		return "! " + string(e.Option)
	case bot.FileSent:
		return fmt.Sprintf("@file %s %s %d", strings.ReplaceAll(e.Name, " ", "_"), e.Type, e.Size)
	}
	if deed := bot.FormatDeed(event); deed != "" {
		return "@" + deed
	}
	return "# " + fmt.Sprintf("%T", event)
}

func (t *Terminal) session(ctx context.Context) (bot.Session, error) {
	session, err := t.Load(ctx, bot.ConversationID(t.Home))
	if errors.Is(err, bot.ErrNoSession) {
		return bot.NewSession(t.Home, t.Clock.Now()), nil
	}
	return session, err
}

// plain is text without what could play with a terminal or a log, cut to a number of runes.
func plain(text string, most int) string {
	kept := 0
	return strings.Map(func(c rune) rune {
		if kept >= most || unicode.IsControl(c) && c != '\n' && c != '\t' || unicode.Is(unicode.Cf, c) && c != '\u200d' {
			return -1
		}
		kept++
		return c
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
