package bot

import (
	"cmp"
	"fmt"
	"strings"
)

// DeedHelp lists how scripts and terminals write what happens at a desk, one form a line.
const DeedHelp = `claim [NAME]           take the conversation
notes [NAME]           take it for notes: what is said stays among colleagues
take NAME: REASON      a lead takes it over
say TEXT               a line for the person
send TEXT              the same, on purpose, while taking notes
note TEXT              a line for colleagues
offer NAME: NOTE       offer it to a colleague
decline NAME           the colleague's "not now"
putback [NOTE]         put it back at the front of the queue
assign NAME: REASON    a lead gives it to somebody
release [NAME]         give it back to the assistant, where it stopped
release after STEP ANSWER
release to FLOW
resolve [NAME]         end the case
end RESULT             end it with solved, elsewhere, unsolved, no_answer or unreachable
queue POSITION [LEAST MOST]
desk down|up
gone                   nothing reaches the person any more
sent WHAT              the person sent a voice message, a sticker …
erase                  erase everything about the person`

// ParseDeed reads what happens at a desk, as DeedHelp has it. Who makes an agent of a name; of "", of the
// one who has the conversation. What it does not know is no deed.
func ParseDeed(line string, who func(name string) Agent) (event Event, known bool, err error) {
	verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	rest = strings.TrimSpace(rest)
	name, words, _ := strings.Cut(rest, ":")
	name, words = strings.TrimSpace(name), strings.TrimSpace(words)
	lead := func(name string) Agent {
		agent := who(name)
		agent.Role = RoleLead
		return agent
	}
	switch verb {
	case "claim":
		return AgentClaimed{Agent: who(rest)}, true, nil
	case "notes":
		return AgentClaimed{Agent: who(rest), Notes: true}, true, nil
	case "take":
		return AgentClaimed{Agent: lead(name), Reason: words}, true, nil
	case "say", "send":
		return AgentSaid{Agent: who(""), Text: rest, Send: verb == "send"}, true, nil
	case "note":
		return AgentNoted{Agent: who(""), Text: rest}, true, nil
	case "offer":
		return AgentOffered{Agent: who(""), To: named(name, who), Note: words}, true, nil
	case "decline":
		return AgentDeclined{Agent: who(rest)}, true, nil
	case "putback":
		return AgentPutBack{Agent: who(""), Note: rest}, true, nil
	case "assign":
		return AgentAssigned{Agent: lead("Lou"), To: named(name, who), Reason: words}, true, nil
	case "release":
		event, err := parseRelease(rest, who)
		return event, true, err
	case "resolve":
		return AgentResolved{Agent: who(rest)}, true, nil
	case "end":
		return AgentResolved{Agent: who(""), Result: Result(rest)}, true, nil
	}
	return parseTold(verb, rest)
}

// named is the agent of that name; nobody without one.
func named(name string, who func(string) Agent) Agent {
	if name == "" {
		return Agent{}
	}
	return who(name)
}

func parseRelease(rest string, who func(string) Agent) (Event, error) {
	words := strings.Fields(rest)
	switch {
	case len(words) == 2 && words[0] == "to" && words[1] == "menu":
		return AgentReleased{Agent: who(""), Menu: true}, nil
	case len(words) == 2 && words[0] == "to":
		return AgentReleased{Agent: who(""), Flow: FlowID(words[1])}, nil
	case len(words) == 3 && words[0] == "after":
		at := Pass{Step: StepID(words[1]), By: OptionID(words[2])}
		if flow, step, ok := strings.Cut(words[1], "/"); ok {
			at.Flow, at.Step = FlowID(flow), StepID(step)
		}
		return AgentReleased{Agent: who(""), After: at}, nil
	case len(words) > 1 && (words[0] == "to" || words[0] == "after"):
		return nil, fmt.Errorf("write: release, release to FLOW, or release after STEP ANSWER")
	}
	return AgentReleased{Agent: who(rest)}, nil
}

// parseTold reads what desks and platforms tell.
func parseTold(verb, rest string) (Event, bool, error) {
	switch verb {
	case "queue":
		var place Place
		n, _ := fmt.Sscan(rest, &place.Position, &place.Least, &place.Most)
		if n != 1 && n != 3 {
			return nil, true, fmt.Errorf("write: queue POSITION, or queue POSITION LEAST MOST in minutes")
		}
		return QueueMoved{Place: place}, true, nil
	case "desk":
		if rest != "down" && rest != "up" {
			return nil, true, fmt.Errorf("write: desk down, or desk up")
		}
		return DeskFailed{Back: rest == "up"}, true, nil
	case "gone":
		return Undelivered{Gone: true}, true, nil
	case "sent":
		return Unsupported{What: cmp.Or(rest, "other")}, true, nil
	case "erase":
		return Erased{}, true, nil
	}
	return nil, false, nil
}

// FormatDeed writes what happens at a desk, as ParseDeed reads it; "" for what it has no form for.
func FormatDeed(event Event) string {
	switch e := event.(type) {
	case AgentClaimed:
		switch {
		case e.Reason != "":
			return "take " + e.Agent.Name + ": " + e.Reason
		case e.Notes:
			return "notes " + e.Agent.Name
		}
		return "claim " + e.Agent.Name
	case AgentSaid:
		if e.Send {
			return "send " + e.Text
		}
		return "say " + e.Text
	case AgentNoted:
		return "note " + e.Text
	case AgentOffered:
		return "offer " + cmp.Or(e.To.Name, e.Team) + ": " + e.Note
	case AgentDeclined:
		return "decline " + e.Agent.Name
	case AgentPutBack:
		return strings.TrimSpace("putback " + e.Note)
	case AgentAssigned:
		return "assign " + e.To.Name + ": " + e.Reason
	case AgentReleased:
		return e.deed()
	case AgentResolved:
		if e.Result != "" {
			return "end " + string(e.Result)
		}
		return "resolve " + e.Agent.Name
	}
	return formatTold(event)
}

func (e AgentReleased) deed() string {
	switch {
	case e.After != (Pass{}):
		at := string(e.After.Step)
		if e.After.Flow != "" {
			at = string(e.After.Flow) + "/" + at
		}
		return "release after " + at + " " + string(e.After.By)
	case e.Flow != "":
		return "release to " + string(e.Flow)
	case e.Menu:
		return "release to menu"
	}
	return "release " + e.Agent.Name
}

func formatTold(event Event) string {
	switch e := event.(type) {
	case QueueMoved:
		if e.Place.Most > 0 {
			return fmt.Sprintf("queue %d %d %d", e.Place.Position, e.Place.Least, e.Place.Most)
		}
		return fmt.Sprintf("queue %d", e.Place.Position)
	case DeskFailed:
		if e.Back {
			return "desk up"
		}
		return "desk down"
	case Undelivered:
		if e.Gone {
			return "gone"
		}
	case Unsupported:
		return "sent " + e.What
	case Erased:
		return "erase"
	}
	return ""
}
