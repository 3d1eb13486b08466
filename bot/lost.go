package bot

import (
	"strconv"
	"strings"
)

// The alarms that tell of lines which did not reach the person begin so; the line's turn and part follow.
const (
	lostPrefix = "undelivered/"
	gonePrefix = "gone/"
)

// Lost is the alarm by which a conversation hears that a line was refused for good: the record sets it with the
// settlement, due at once, so that it becomes one Undelivered whatever happens to the settler. It is false for
// settlements that say nothing of the kind, and for lines that were not for the person.
func (s Settlement) Lost() (Alarm, bool) {
	say, ok := s.Line.Effect.(Say)
	home := Address(s.Line.Conversation)
	if !ok || s.State != LineDead || !say.To.Within(home) {
		return Alarm{}, false
	}
	prefix := lostPrefix
	if s.Gone {
		prefix = gonePrefix
	}
	name := prefix + strconv.FormatUint(s.Line.Seq, 10) + "/" + strconv.Itoa(s.Line.Part)
	return Alarm{Conversation: s.Line.Conversation, Home: home, Wake: Wake{Name: name, Generation: s.Line.Seq}, Reason: s.Reason}, true
}

// Within reports whether the address is home, or a place in it such as a thread.
func (a Address) Within(home Address) bool {
	return a == home || strings.HasPrefix(string(a), string(home)+":")
}

// undelivered is the event that the alarm becomes, when it is one that Lost gave.
func (a Alarm) undelivered() (Envelope, bool) {
	line, gone := strings.CutPrefix(a.Wake.Name, gonePrefix)
	if !gone {
		var lost bool
		if line, lost = strings.CutPrefix(a.Wake.Name, lostPrefix); !lost {
			return Envelope{}, false
		}
	}
	id := string(a.Conversation) + "/" + line
	return Envelope{ID: EventID("undelivered:" + id), Where: a.Home, Event: Undelivered{Line: id, Reason: a.Reason, Gone: gone}}, true
}

// Taken is the alarm that the event came from, which its turn takes away; false when it came from none.
func (e Envelope) Taken() (Woke, bool) {
	switch event := e.Event.(type) {
	case Woke:
		return event, true
	case Undelivered:
		rest, part := cutLast(event.Line)
		_, seq := cutLast(rest)
		generation, err := strconv.ParseUint(seq, 10, 64)
		prefix := lostPrefix
		if event.Gone {
			prefix = gonePrefix
		}
		return Woke{Name: prefix + seq + "/" + part, Generation: generation}, err == nil
	}
	return Woke{}, false
}

func cutLast(line string) (before, after string) {
	i := strings.LastIndexByte(line, '/')
	if i < 0 {
		return "", line
	}
	return line[:i], line[i+1:]
}
