package flows

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// Played is what came of a transcript.
type Played struct {
	Text    []byte    // the transcript as it came out
	Wrong   []Problem // where it came out otherwise than written
	Passed  map[bot.Lang][]bot.Pass
	Session bot.Session
}

// anything stands for whatever is said.
const anything = "< …"

// Play has the conversation with the engine.
func (t *Transcript) Play(engine *bot.Engine, read Reader) Played {
	talk := NewTalk(engine, read, t.Now)
	var out Played
	text := slices.Clone(t.head)
	for _, turn := range t.Turns {
		reply := talk.exchange(turn)
		says := FormatSays(reply.Says)
		if reply.Refused != "" {
			says = []string{"<s " + string(reply.Refused)}
		}
		state := FormatState(talk.Session, reply.Outcome, reply.Ended)
		out.Wrong = append(out.Wrong, t.compare(turn, says, state)...)
		text = append(text, turn.Above...)
		text = append(text, turn.Input)
		text = append(text, says...)
		if turn.State != "" {
			text = append(text, state)
		}
	}
	out.Text = []byte(strings.Join(append(text, t.tail...), "\n") + "\n")
	out.Passed, out.Session = talk.Passed, talk.Session
	return out
}

// exchange does what the input says.
func (t *Talk) exchange(turn Exchange) Reply {
	if turn.Event == nil {
		return t.Advance(turn.After)
	}
	return t.Do(t.owned(turn.Event))
}

// owned gives what an agent does without a name to the agent who has the conversation.
func (t *Talk) owned(event bot.Event) bot.Event {
	owner := agentNamed("Camille")
	if c := t.Session.Case; c != nil && c.Owner != nil {
		owner = *c.Owner
	}
	if doer, deed := bot.Doer(event); !deed || doer.Name != "" {
		return event
	}
	deed, _, err := bot.ParseDeed(bot.FormatDeed(event), func(name string) bot.Agent { return cmp.Or(agentNamed(name), owner) })
	if err != nil || deed == nil {
		return event
	}
	return deed
}

// compare finds the first line of the answer that differs.
func (t *Transcript) compare(turn Exchange, says []string, state string) []Problem {
	place := func(message string, args ...any) []Problem {
		return []Problem{{File: t.Name, Line: turn.Line, Column: 1, Message: fmt.Sprintf(message, args...), Excerpt: excerpt(turn.Input, 1)}}
	}
	for i := range max(len(turn.Says), len(says)) {
		want, got := lineAt(turn.Says, i), lineAt(says, i)
		if want == anything {
			break
		}
		if want != got {
			return place("the answer differs:\n  written: %s\n  came:    %s", want, got)
		}
	}
	if turn.State != "" && turn.State != state {
		return place("the state differs:\n  written: %s\n  came:    %s", turn.State, state)
	}
	return nil
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

// FormatSays writes messages as a transcript has them: the speaker, the lines of the text, and the
// options that are no commands.
func FormatSays(says []bot.Say) []string {
	var out []string
	for _, say := range says {
		lines := strings.Split(say.Text, "\n")
		lines[0] = head(say) + lines[0]
		for i := 1; i < len(lines); i++ {
			lines[i] = strings.TrimRight("<     "+lines[i], " ")
		}
		lines[len(lines)-1] += brackets(say.Choices)
		out = append(out, lines...)
	}
	return out
}

func head(say bot.Say) string {
	switch say.From {
	case bot.FromSystem:
		return "<s "
	case bot.FromAgent:
		return "<a " + say.Name + ": "
	}
	return "< "
}

func brackets(choices []bot.Choice) string {
	var out strings.Builder
	for _, choice := range choices {
		if !choice.Command || choice.ID == bot.CmdWithdraw {
			out.WriteString(" [" + choice.Label + "]")
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return " " + out.String()
}

// FormatState writes where a conversation stands: "= mode flow/step outcome".
func FormatState(s bot.Session, outcome bot.Outcome, ended bot.StepRef) string {
	state := "= " + string(s.Mode())
	if top := s.Top(); top != nil {
		state += " " + string(top.Flow) + "/" + string(top.Step)
	} else if outcome != "" {
		state += " " + string(ended.Flow) + "/" + string(ended.Step)
	}
	if outcome != "" {
		state += " " + string(outcome)
	}
	return state
}
