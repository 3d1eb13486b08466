package adaptertest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// Stage is a platform, a host and a record, for cases that only one channel has. What must hold in every case is
// checked when its test ends.
type Stage struct{ r *rig }

// Open runs a host with the pack on the platform until the test ends.
func Open(t *testing.T, p Platform, m Mind) Stage {
	t.Helper()
	r := newRig(t, p, m, host.NewLocalLimit())
	t.Cleanup(r.end) // before the rig's own
	return Stage{r}
}

// Asks makes the person write, waits until all that is said to it is there, and returns the last message.
func (s Stage) Asks(p Person, text string) Message { s.r.Helper(); return s.r.asks(p, text) }

// Presses makes the person press and waits likewise.
func (s Stage) Presses(p Person, m Message, label string) Message {
	s.r.Helper()
	return s.r.presses(p, m, label)
}

// Answered waits for a turn of the person after those before, and until what it says is there.
func (s Stage) Answered(p Person, before int) Message { s.r.Helper(); return s.r.answered(p, before) }

// Turns is how many turns the person's conversation had, whoever made them.
func (s Stage) Turns(p Person) int { return s.r.taken(p) }

// Total is how many turns there were in all.
func (s Stage) Total() (n int) {
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	for _, turns := range s.r.turns {
		n += turns
	}
	return n
}

// Session is the person's conversation as it stands.
func (s Stage) Session(p Person) bot.Session { s.r.Helper(); return s.r.session(p) }

// Journal are its turns.
func (s Stage) Journal(p Person) []bot.Entry {
	s.r.Helper()
	entries, err := s.r.record.store.Journal(s.r.Context(), bot.ConversationID(p.Home()))
	if err != nil {
		s.r.Fatal(err)
	}
	return entries
}

// Buried are the dead letters.
func (s Stage) Buried() []bot.DeadLetter {
	s.r.Helper()
	letters, err := s.r.record.Buried(s.r.Context(), 100)
	if err != nil {
		s.r.Fatal(err)
	}
	return letters
}

// Await waits until the condition holds, and Hurrying puts the host's clock forward meanwhile.
func (s Stage) Await(what string, holds func() bool)    { s.r.Helper(); s.r.await(what, holds) }
func (s Stage) Hurrying(what string, holds func() bool) { s.r.Helper(); s.r.hurrying(what, holds) }

// Lost says that a message will never arrive there, so that nobody waits for what was said.
func (s Stage) Lost(place string) {
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	delete(s.r.said, place)
}

// Forgets says that lines are left in the record because they wait for a time that does not come here.
func (s Stage) Forgets() { s.r.leaves = true }

// Logs are the lines so far, one a line, and the errors of the channel.
func (s Stage) Logs() string { return strings.Join(s.r.told(), "\n") }

// Kept is everything that the record's files hold, once the host has stopped.
func (s Stage) Kept() string {
	s.r.Helper()
	s.r.halt()
	var all strings.Builder
	files, _ := filepath.Glob(s.r.path + "*") // the pattern is good
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			s.r.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

// Seen is every word of the bot's that is anywhere on the platform.
func (s Stage) Seen() string {
	var all []string
	for _, place := range s.r.places() {
		for _, m := range s.r.Messages(place) {
			all = slices.Concat(all, m.Parts, []string{m.Now})
		}
	}
	return strings.Join(all, "\n")
}
