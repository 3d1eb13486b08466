package sqlite

import (
	"encoding/json"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// entry is a commit as it will be written.
type entry struct {
	bot.Commit
	id      string // of the conversation
	at      string
	event   string
	path    string
	ended   string
	session string
	lines   []post
}

// post is a line as it will be written.
type post struct {
	queue string
	of    string
	body  string
	bot   bool // silenced by Hush
}

// encode does before the transaction what depends on the turn alone.
func encode(commit bot.Commit) (*entry, error) {
	if err := commit.Check(); err != nil {
		return nil, err
	}
	in := writer{}
	turn := commit.Turn
	out := &entry{
		Commit:  commit,
		id:      string(turn.Session.ID),
		at:      commit.Cause.At.Format(time.RFC3339Nano),
		event:   in.write(bot.MarshalEvent(commit.Cause.Event)),
		session: in.write(json.Marshal(turn.Session)),
	}
	if len(turn.Path) > 0 {
		out.path = in.write(json.Marshal(turn.Path))
	}
	if turn.Ended != (bot.StepRef{}) {
		out.ended = in.write(json.Marshal(turn.Ended))
	}
	for _, line := range commit.Lines() {
		say, isSay := line.Effect.(bot.Say)
		out.lines = append(out.lines, post{line.Queue(), string(line.Of()), in.write(bot.MarshalEffect(line.Effect)), isSay && say.From != bot.FromAgent})
	}
	return out, in.err
}

// writer keeps the first error of many.
type writer struct{ err error }

func (w *writer) write(data []byte, err error) string {
	if w.err == nil {
		w.err = err
	}
	return string(data)
}
