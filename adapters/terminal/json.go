package terminal

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// JSON is the scriptable face: one object a line in, message lines and one turn line (or one
// error line in its place) out.
type JSON struct {
	In  io.Reader
	Out io.Writer
}

// input is a line of a script. Exactly one of its actions is there.
type input struct {
	ID      inputID    `json:"id"`
	Say     *string    `json:"say"`
	Choose  *string    `json:"choose"`
	Step    string     `json:"step"`
	Advance *string    `json:"advance"`
	File    *inputFile `json:"file"`
	Agent   *string    `json:"agent"`
	Name    string     `json:"name"`
	Text    string     `json:"text"`

	Sent   *string    `json:"sent"`   // what is no text and no file: "voice"
	Edit   *inputID   `json:"edit"`   // the id of an earlier line; text is what it says now
	Delete *inputID   `json:"delete"` // the same, taken back
	Queue  *bot.Place `json:"queue"`
	Desk   *string    `json:"desk"` // "down" or "up"
	Gone   *bool      `json:"gone"` // nothing reaches the person any more
	Erase  *bool      `json:"erase"`

	Role    bot.Role   `json:"role"`
	Notes   bool       `json:"notes"`
	Send    bool       `json:"send"`
	Self    bool       `json:"self"`
	Reason  string     `json:"reason"`
	Note    string     `json:"note"`
	To      string     `json:"to"`
	Team    string     `json:"team"`
	Line    inputID    `json:"line"`
	Wrote   time.Time  `json:"wrote"`
	After   bot.Pass   `json:"after"` // "flow/step:answer"
	Flow    bot.FlowID `json:"flow"`
	Menu    bool       `json:"menu"`
	Result  bot.Result `json:"result"`
	Unrated bool       `json:"unrated"`
}

// inputID is the caller's id of a line. A number will do as well as a text.
type inputID string

// UnmarshalJSON takes a text or a number.
func (id *inputID) UnmarshalJSON(data []byte) error {
	var number json.Number
	if err := json.Unmarshal(data, &number); err == nil {
		*id = inputID(number)
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return errors.New("an id is a text or a number")
	}
	*id = inputID(text)
	return nil
}

type inputFile struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

type messageLine struct {
	Type    string       `json:"type"`
	From    bot.Speaker  `json:"from"`
	Name    string       `json:"name,omitempty"`
	Text    string       `json:"text"`
	Options []optionLine `json:"options"`
	Flow    bot.FlowID   `json:"flow"`
	Step    bot.StepID   `json:"step"`
}

type optionLine struct {
	ID    bot.OptionID `json:"id"`
	Label string       `json:"label"`
}

type turnLine struct {
	Type    string      `json:"type"`
	Mode    bot.Mode    `json:"mode"`
	Flow    bot.FlowID  `json:"flow"`
	Step    bot.StepID  `json:"step"`
	Outcome bot.Outcome `json:"outcome"`
	Lang    bot.Lang    `json:"lang"`
	Seq     uint64      `json:"seq"`
}

type caseLine struct {
	Type string `json:"type"`
	*Case
}

type errorLine struct {
	Type  string `json:"type"`
	Error string `json:"error"`
}

// Run answers line by line until the input ends. Between lines it wakes by itself what falls due,
// unless the clock stands still.
func (j JSON) Run(ctx context.Context, t *Terminal) error {
	out := bufio.NewWriter(j.Out)
	begun := false
	t.live = func(say bot.Say) error { return writeLine(out, lineOf(say)) }
	return eachLine(ctx, t, j.In, func(line []byte, err error) error {
		begun = true
		shown, err := answer(ctx, t, line, err)
		return j.print(out, shown, err)
	}, func() error {
		if !begun { // nothing is printed before the first input
			return nil
		}
		shown, more, err := t.Wake(ctx)
		if err == nil && !more {
			return nil
		}
		return j.print(out, shown, err)
	})
}

// answer does what a line asks for.
func answer(ctx context.Context, t *Terminal, line []byte, err error) (Shown, error) {
	if err != nil {
		return Shown{}, err
	}
	in, err := parseInput(line)
	if err != nil {
		return Shown{}, err
	}
	switch {
	case in.Say != nil:
		return t.Say(ctx, string(in.ID), *in.Say)
	case in.Choose != nil:
		return t.Choose(ctx, string(in.ID), *in.Choose, in.Step)
	case in.File != nil:
		return t.File(ctx, string(in.ID), bot.FileSent{Name: in.File.Name, Type: in.File.Type, Size: in.File.Size})
	case in.Advance != nil:
		return answerAdvance(ctx, t, in)
	case in.Agent != nil:
		return answerAgent(ctx, t, in)
	default:
		return answerTold(ctx, t, in)
	}
}

func answerAdvance(ctx context.Context, t *Terminal, in input) (Shown, error) {
	by, err := time.ParseDuration(*in.Advance)
	switch {
	case err != nil || by < 0:
		return Shown{}, fmt.Errorf("advance: %q is not a duration such as 15m or 1h30m", *in.Advance)
	case !t.Clock.Still():
		return Shown{}, errors.New("advance: the clock goes by itself; start with --now to move it by hand")
	}
	return t.Advance(ctx, string(in.ID), by)
}

func answerAgent(ctx context.Context, t *Terminal, in input) (Shown, error) {
	if _, known := in.deed(t, bot.Agent{}); !known {
		return Shown{}, fmt.Errorf("agent: %q is none of claim, say, note, edit, delete, offer, decline, put_back, assign, release, resolve, erase", *in.Agent)
	}
	return t.byAgent(ctx, string(in.ID), in.Name, func(agent bot.Agent) bot.Event {
		agent.Role = in.Role
		event, _ := in.deed(t, agent)
		return event
	})
}

// deed is what the agent does.
func (in input) deed(t *Terminal, agent bot.Agent) (event bot.Event, known bool) {
	text, note, reason := plain(in.Text, maxText), plain(in.Note, maxText), plain(in.Reason, maxText)
	to := bot.Agent{}
	if in.To != "" {
		to = agentNamed(in.To)
	}
	switch *in.Agent {
	case "claim":
		return bot.AgentClaimed{Agent: agent, Notes: in.Notes, Reason: reason, Self: in.Self}, true
	case "say":
		return bot.AgentSaid{Agent: agent, Text: text, Send: in.Send}, true
	case "note":
		return bot.AgentNoted{Agent: agent, Text: text}, true
	case "edit":
		return bot.AgentEdited{Agent: agent, Line: t.eventID(string(in.Line)), Text: text, Wrote: in.Wrote}, true
	case "delete":
		return bot.AgentDeleted{Agent: agent, Line: t.eventID(string(in.Line))}, true
	case "offer":
		return bot.AgentOffered{Agent: agent, To: to, Team: plain(in.Team, 64), Note: note}, true
	case "decline":
		return bot.AgentDeclined{Agent: agent}, true
	case "put_back":
		return bot.AgentPutBack{Agent: agent, Note: note}, true
	case "assign":
		return bot.AgentAssigned{Agent: agent, To: to, Reason: reason}, true
	case "release":
		return bot.AgentReleased{Agent: agent, After: in.After, Flow: in.Flow, Menu: in.Menu, Reason: reason}, true
	case "resolve":
		return bot.AgentResolved{Agent: agent, Result: in.Result, Unrated: in.Unrated}, true
	case "erase":
		return bot.Erased{Agent: agent}, true
	}
	return nil, false
}

// answerTold takes what the person does with their lines, and what desks and platforms tell.
func answerTold(ctx context.Context, t *Terminal, in input) (Shown, error) {
	var event bot.Event
	switch {
	case in.Sent != nil:
		event = bot.Unsupported{What: plain(*in.Sent, 40), Lang: t.Lang}
	case in.Edit != nil:
		event = bot.Edited{Line: t.eventID(string(*in.Edit)), Text: plain(in.Text, maxText)}
	case in.Delete != nil:
		event = bot.Deleted{Line: t.eventID(string(*in.Delete))}
	case in.Queue != nil:
		event = bot.QueueMoved{Place: *in.Queue}
	case in.Gone != nil:
		event = bot.Undelivered{Gone: *in.Gone}
	case in.Erase != nil:
		event = bot.Erased{}
	case *in.Desk != "down" && *in.Desk != "up":
		return Shown{}, fmt.Errorf("desk: %q is neither down nor up", *in.Desk)
	default:
		event = bot.DeskFailed{Back: *in.Desk == "up"}
	}
	return t.apply(ctx, string(in.ID), event)
}

// parseInput reads a line. Readers may add fields of their own: unknown ones are ignored.
func parseInput(line []byte) (input, error) {
	var in input
	if err := json.Unmarshal(line, &in); err != nil {
		return in, fmt.Errorf("this line is no JSON object of the kind expected: %w", err)
	}
	actions := 0
	for _, there := range []bool{
		in.Say != nil, in.Choose != nil, in.Advance != nil, in.File != nil, in.Agent != nil,
		in.Sent != nil, in.Edit != nil, in.Delete != nil, in.Queue != nil, in.Desk != nil, in.Gone != nil, in.Erase != nil,
	} {
		if there {
			actions++
		}
	}
	if actions != 1 {
		return in, errors.New("a line needs exactly one of say, choose, advance, file, agent, sent, edit, delete, queue, desk, gone, erase")
	}
	return in, nil
}

// print ends the answer to an input: with a turn line, or with an error line in its place.
func (j JSON) print(out *bufio.Writer, shown Shown, err error) error {
	if err != nil {
		return writeLine(out, errorLine{"error", err.Error()})
	}
	if shown.Case != nil {
		if err := writeLine(out, caseLine{"case", shown.Case}); err != nil {
			return err
		}
	}
	s := shown.State
	return writeLine(out, turnLine{"turn", s.Mode, s.Flow, s.Step, s.Outcome, s.Lang, s.Seq})
}

// writeLine writes one object on a line of its own, and lets it go at once.
func writeLine(out *bufio.Writer, line any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return err
	}
	return out.Flush()
}

func lineOf(say bot.Say) messageLine {
	options := make([]optionLine, len(say.Choices))
	for i, choice := range say.Choices {
		options[i] = optionLine{choice.ID, choice.Label}
	}
	return messageLine{"message", say.From, say.Name, say.Text, options, say.Flow, say.Step}
}
