package flows

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// Transcript is a conversation that must come out exactly so.
type Transcript struct {
	Name  string // the file
	Title string
	Lang  bot.Lang  // the person's from the start; "" to find out
	Now   time.Time // when it begins
	Turns []Exchange

	head []string // the lines above the first input, as written
	tail []string // the lines below the last answer
}

// Exchange is an input and what must come of it.
type Exchange struct {
	Above []string // comments and empty lines above the input
	Input string   // the line as written
	Event bot.Event
	After time.Duration // time that passes, when Event is nil
	Says  []string      // the lines of the answer, as written
	State string        // "= …", when it is checked
	Line  int
}

// defaultNow is a Monday morning at which the desk is open.
const defaultNow = "2026-11-23T10:00:00-05:00"

// ParseTranscript reads a transcript. It returns every line that it cannot make sense of.
func ParseTranscript(name string, data []byte) (*Transcript, []Problem) {
	t := &Transcript{Name: name}
	t.Now, _ = time.Parse(time.RFC3339, defaultNow)
	var problems []Problem
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	for i, line := range lines {
		if err := t.add(strings.TrimRight(line, " \r"), i+1); err != nil {
			problems = append(problems, Problem{File: name, Line: i + 1, Column: 1, Message: err.Error(), Excerpt: excerpt(line, 1)})
		}
	}
	if len(t.Turns) == 0 && len(problems) == 0 {
		problems = append(problems, Problem{File: name, Line: 1, Column: 1, Message: `a transcript needs at least one line that begins with ">" or "!"`})
	}
	return t, problems
}

// add takes one line.
func (t *Transcript) add(line string, number int) error {
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
		t.tail = append(t.tail, line)
		if t.Title == "" && len(t.Turns) == 0 {
			t.Title = strings.TrimSpace(strings.TrimPrefix(line, "#"))
		}
		return nil
	case strings.HasPrefix(line, "<"):
		return t.addSay(line)
	case strings.HasPrefix(line, "= "):
		if len(t.Turns) == 0 {
			return fmt.Errorf("a state needs an input above it")
		}
		t.Turns[len(t.Turns)-1].State = line
		return nil
	case strings.ContainsAny(line[:1], ">!+@"):
		return t.addInput(line, number)
	case len(t.Turns) == 0:
		return t.addHeader(line)
	}
	return fmt.Errorf(`a line begins with ">", "!", "<", "+", "@", "=" or "#"`)
}

func (t *Transcript) addSay(line string) error {
	if len(t.Turns) == 0 {
		return fmt.Errorf("an answer needs an input above it")
	}
	last := &t.Turns[len(t.Turns)-1]
	last.Says = append(last.Says, line)
	return nil
}

func (t *Transcript) addHeader(line string) error {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	t.tail = append(t.tail, line)
	switch key {
	case "lang":
		t.Lang = bot.Lang(value)
		return nil
	case "now":
		at, err := time.Parse(time.RFC3339, value)
		if err != nil {
			return fmt.Errorf("%q is no time such as %s", value, defaultNow)
		}
		t.Now = at
		return nil
	}
	return fmt.Errorf(`above the first input only "# title", "lang: fr" and "now: %s" may stand`, defaultNow)
}

func (t *Transcript) addInput(line string, number int) error {
	event, after, err := t.parseInput(line)
	if err != nil {
		return err
	}
	above := t.tail
	t.tail = nil
	if len(t.Turns) == 0 {
		t.head, above = above, nil
	}
	t.Turns = append(t.Turns, Exchange{Above: above, Input: line, Event: event, After: after, Line: number})
	return nil
}

// parseInput reads what happens: a line typed, an option pressed, time that passes, an agent.
func (t *Transcript) parseInput(line string) (bot.Event, time.Duration, error) {
	rest := strings.TrimSpace(line[1:])
	switch line[0] {
	case '>':
		return bot.Said{Text: rest, Lang: t.Lang}, 0, nil
	case '!':
		return bot.Chose{Option: bot.OptionID(rest), Lang: t.Lang}, 0, nil
	case '+':
		after, err := time.ParseDuration(rest)
		if err != nil || after < 0 {
			return nil, 0, fmt.Errorf("%q is no duration such as 15m or 24h", rest)
		}
		return nil, after, nil
	}
	event, err := parseAt(rest, t.Lang)
	return event, 0, err
}

// parseAt reads what an agent does, or a file that the person sends.
func parseAt(rest string, lang bot.Lang) (bot.Event, error) {
	verb, args, _ := strings.Cut(rest, " ")
	args = strings.TrimSpace(args)
	if event, known, err := bot.ParseDeed(rest, agentNamed); known {
		return event, err
	}
	if verb == "file" {
		fields := strings.Fields(args)
		if len(fields) != 3 {
			return nil, fmt.Errorf("a file needs its name, its type and its size: @file permis.jpg image/jpeg 120000")
		}
		size, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no size in bytes", fields[2])
		}
		return bot.FileSent{Name: fields[0], Type: fields[1], Size: size, Lang: lang}, nil
	}
	return nil, fmt.Errorf("@%s is none of @file and these:\n%s", verb, bot.DeedHelp)
}

// agentNamed is the agent of that name; nobody without one.
func agentNamed(name string) bot.Agent {
	if name == "" {
		return bot.Agent{}
	}
	return bot.Agent{ID: "transcript:" + strings.ToLower(name), Name: name}
}
