package terminal

import (
	"context"
	"crypto/rand"

	"github.com/helpaide/helpaide/bot"
)

// job is something that the terminal does. Doing it again after it failed does it once.
type job struct {
	text  string // what the person typed, to give back when it cannot be done
	slash bool   // for the terminal and not for the assistant: it is not tried again
	do    func(context.Context, *Terminal) (Shown, error)
}

// saying sends a line. Its id stays the same however often it is tried.
func saying(text string) job {
	id := rand.Text()
	return job{text: text, do: func(ctx context.Context, t *Terminal) (Shown, error) {
		return t.Say(ctx, id, text)
	}}
}

// commanding does what begins with a slash.
func commanding(text string) job {
	return job{text: text, slash: true, do: func(ctx context.Context, t *Terminal) (Shown, error) {
		return t.typed(ctx, text, nil)
	}}
}

// choosing presses an option of the question at that step.
func choosing(option bot.OptionID, step bot.StepID) job {
	id := rand.Text()
	return job{do: func(ctx context.Context, t *Terminal) (Shown, error) {
		return t.Choose(ctx, id, string(option), string(step))
	}}
}

// waking does what is due by itself.
func waking() job {
	return job{do: func(ctx context.Context, t *Terminal) (Shown, error) {
		shown, _, err := t.Wake(ctx)
		return shown, err
	}}
}

// opening shows where a conversation was left: what fell due meanwhile and the question that waits.
// Of a new conversation there is nothing to show.
func opening() job {
	repeat := choosing(bot.CmdRepeat, "")
	return job{do: func(ctx context.Context, t *Terminal) (Shown, error) {
		session, err := t.session(ctx)
		if err != nil || session.Seq == 0 {
			return Shown{}, err
		}
		woke, _, err := t.Wake(ctx)
		if _, asks := askedIn(woke.Messages); err != nil || asks {
			return woke, err
		}
		if session, err = t.session(ctx); err != nil || !waits(session) {
			return woke, err
		}
		shown, err := repeat.do(ctx, t)
		shown.Messages = append(woke.Messages, shown.Messages...)
		return shown, err
	}}
}

// waits reports whether a question of the assistant's is open.
func waits(s bot.Session) bool {
	mode := s.Mode()
	return (mode == bot.Guided || mode == bot.Deferred) && (s.Asked != nil || len(s.Stack) > 0)
}
