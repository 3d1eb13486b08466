// Package terminal carries a conversation to a terminal: as a pleasant screen for a person, as
// plain lines when piped, and as JSON for scripts.
package terminal

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Options are what a terminal needs besides its streams.
type Options struct {
	Home bot.Address
	Lang bot.Lang // the person's, when it is known before they write; "" to find out
	// Clock tells the time, or stands still but for Advance.
	Clock *Clock
	// Pump does what is due and delivers what is ready.
	Pump func(context.Context) error
	// NextWake is when the earliest wake is due.
	NextWake func(context.Context) (time.Time, bool, error)
	// Load is the session as it is now.
	Load func(context.Context, bot.ConversationID) (bot.Session, error)
	// Card is what a desk shows of a session, in DeskLang. Without it, none is shown.
	Card     func(bot.Session, bot.Lang) bot.Card
	DeskLang bot.Lang
	// Recorder, when set, is told what happened, in the words of a transcript, and what came of it.
	// The event of time that passes is nil.
	Recorder func(happened string, event bot.Event, shown Shown)
}

// Terminal is one conversation on a terminal. It satisfies host.Channel.
type Terminal struct {
	Options
	face Face
	sink func(context.Context, bot.Envelope) error

	// live, when a face sets it, shows a message at once: what is settled was shown, even if the
	// process is killed in the next moment.
	live func(bot.Say) error

	mu       sync.Mutex
	messages []bot.Say // accepted and not yet shown
	outcome  bot.Outcome
	ended    bot.StepRef
	seen     map[string]bool // ids of inputs that are no events
	noted    time.Time       // what the recorder was told of last
	changed  bool            // the desk is to be shown the case anew
	alerts   []bot.Alert     // and these
}

// Face is how a terminal looks: it reads inputs and shows what comes of them.
type Face interface {
	Run(ctx context.Context, t *Terminal) error
}

// New is a terminal with that face.
func New(face Face, o Options) *Terminal {
	return &Terminal{Options: o, face: face, seen: map[string]bool{}}
}

// Run talks until the input ends.
func (t *Terminal) Run(ctx context.Context, sink func(context.Context, bot.Envelope) error) error {
	t.sink = sink
	return t.face.Run(ctx, t)
}

// Carries reports whether the address is this terminal's conversation.
func (t *Terminal) Carries(to bot.Address) bool { return to == t.Home }

// Send shows a message, or takes it to be shown next by a face that draws by itself.
func (t *Terminal) Send(_ context.Context, line bot.Line) (bot.Receipt, error) {
	say, ok := line.Effect.(bot.Say)
	if !ok {
		return bot.Receipt{}, nil
	}
	if t.live != nil {
		if err := t.live(say); err != nil {
			return bot.Receipt{}, fmt.Errorf("show a message: %w", err)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.messages = append(t.messages, say)
	return bot.Receipt{}, nil
}

// Watch is told of every turn that is in the record.
func (t *Terminal) Watch(turn bot.Turn) {
	if turn.Session.Home != t.Home {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.watchDesk(turn)
	if turn.Outcome != "" {
		t.outcome, t.ended = turn.Outcome, turn.Ended
	}
}

// Shown is what came of an input.
type Shown struct {
	Messages []bot.Say
	State    State
	Case     *Case // when it changed for the desk
}

// State is the conversation after an input.
type State struct {
	Mode    bot.Mode
	Flow    bot.FlowID
	Step    bot.StepID
	Outcome bot.Outcome
	Lang    bot.Lang
	Seq     uint64
	Owner   string // the agent who has the conversation
}

// take returns what there is to show, once.
func (t *Terminal) take(ctx context.Context) (Shown, error) {
	session, err := t.session(ctx)
	if err != nil {
		return Shown{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	shown := Shown{Messages: t.messages, State: stateOf(session, t.outcome, t.ended)}
	if t.changed {
		shown.Case = t.cardOf(session, t.alerts)
	}
	t.messages, t.outcome, t.ended, t.changed, t.alerts = nil, "", bot.StepRef{}, false, nil
	return shown, nil
}

// stateOf words a session. On the turn that ended the last flow, that flow is named.
func stateOf(s bot.Session, outcome bot.Outcome, ended bot.StepRef) State {
	state := State{Mode: s.Mode(), Outcome: outcome, Lang: s.Lang, Seq: s.Seq}
	switch top := s.Top(); {
	case top != nil:
		state.Flow, state.Step = top.Flow, top.Step
	case outcome != "":
		state.Flow, state.Step = ended.Flow, ended.Step
	}
	if s.Case != nil && s.Case.Owner != nil {
		state.Owner = s.Case.Owner.Name
	}
	return state
}
