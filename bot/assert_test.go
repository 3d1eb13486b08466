package bot_test

import (
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// stands checks which flow and step wait, and that their question was asked in the last turn.
func (k *talk) stands(flow bot.FlowID, step bot.StepID) {
	k.Helper()
	k.rests(flow, step)
	k.hears("[" + string(flow) + "/" + string(step) + "]")
}

// rests checks which flow and step wait.
func (k *talk) rests(flow bot.FlowID, step bot.StepID) {
	k.Helper()
	if k.flow() != flow || k.step() != step {
		k.Fatalf("stands on %s/%s, want %s/%s; heard:\n%s", k.flow(), k.step(), flow, step, heard(k.turn))
	}
}

// asks checks which question of the engine's own waits.
func (k *talk) asks(what bot.Question, flows ...bot.FlowID) {
	k.Helper()
	if k.s.Asked == nil || k.s.Asked.What != what || !slices.Equal(k.s.Asked.Flows, flows) {
		k.Fatalf("asked %+v, want %s %v; heard:\n%s", k.s.Asked, what, flows, heard(k.turn))
	}
}

// hears checks that the last turn said all this.
func (k *talk) hears(words ...string) {
	k.Helper()
	for _, w := range words {
		if !strings.Contains(heard(k.turn), w) {
			k.Fatalf("did not hear %q in:\n%s", w, heard(k.turn))
		}
	}
}

func (k *talk) never(words ...string) {
	k.Helper()
	for _, w := range words {
		if strings.Contains(heard(k.turn), w) {
			k.Fatalf("heard %q in:\n%s", w, heard(k.turn))
		}
	}
}

// silent checks that the last turn said nothing.
func (k *talk) silent() {
	k.Helper()
	if got := heard(k.turn); got != "" {
		k.Fatalf("said:\n%s", got)
	}
}

func (k *talk) mode(want bot.Mode) {
	k.Helper()
	if got := k.s.Mode(); got != want {
		k.Fatalf("mode %s, want %s; heard:\n%s", got, want, heard(k.turn))
	}
}

// offers checks that the last message of the turn has these choices.
func (k *talk) offers(ids ...bot.OptionID) {
	k.Helper()
	all := says(k.turn)
	if len(all) == 0 {
		k.Fatal("nothing was said")
	}
	last := all[len(all)-1]
	for _, id := range ids {
		if !slices.ContainsFunc(last.Choices, func(c bot.Choice) bool { return c.ID == id }) {
			k.Fatalf("%q does not offer %s, only %v", last.Text, id, last.Choices)
		}
	}
}

func (k *talk) depth(want int) {
	k.Helper()
	if len(k.s.Stack) != want {
		k.Fatalf("stack is %v, want %d frames", k.s.Stack, want)
	}
}

// slot is the value of a slot of the top frame, "" when nobody gave it one.
func (k *talk) slot(id bot.SlotID) string {
	for _, a := range k.s.Top().Slots {
		if a.Slot == id {
			return a.Value
		}
	}
	return ""
}

// count is how often the words stand in what was said.
func count(said []bot.Say, words string) int {
	n := 0
	for _, say := range said {
		n += strings.Count(say.Text, words)
	}
	return n
}
