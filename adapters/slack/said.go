package slack

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// near is how far from now an event may say that it happened. What is older came late, and what was meant
// then is answered now.
const near = time.Minute

// mostName bounds what is kept of a file's name.
const mostName = 120

// said takes a line and, when some came with it, the first of the files: the others get the same answer.
func (in *intake) said(ctx context.Context, m message) error {
	p := in.people.of(ctx, m.user)
	spot, err := in.whereabouts(ctx, m)
	if errors.Is(err, bot.ErrRefused) {
		in.m.ignore("unreachable")
		return nil
	}
	if err != nil {
		return err
	}
	in.waits.begin(spot.channel, either(m.thread, m.ts), sayThinking, p)
	err = in.lines(ctx, m, spot, p)
	in.waits.taken(spot.channel, err)
	in.missed.note(spot.channel, err)
	return err
}

// spot is where a line belongs and where its answer goes.
type spot struct {
	channel           string // the person's direct messages
	home              bot.Address
	thread, elsewhere bot.Address
}

// whereabouts finds the person's conversation, wherever they wrote.
func (in *intake) whereabouts(ctx context.Context, m message) (spot, error) {
	if isDirect(m.channel) {
		in.people.lives(m.user, m.channel)
		s := spot{channel: m.channel, home: in.at(m.channel, "").address()}
		if m.thread != "" {
			s.thread = in.at(m.channel, m.thread).address()
		}
		return s, nil
	}
	channel, err := in.people.homeOf(ctx, m.user)
	if err != nil {
		return spot{}, err
	}
	return spot{channel: channel, home: in.at(channel, "").address(), elsewhere: in.at(m.channel, either(m.thread, m.ts)).address()}, nil
}

// lines gives the words, unless there are only files, then the file.
func (in *intake) lines(ctx context.Context, m message, s spot, p person) error {
	id, at := in.name(m.channel, m.ts), in.when(m.ts, p)
	if m.text != "" || len(m.files) == 0 {
		said := bot.Said{Text: m.text, Lang: p.lang, Thread: s.thread, Elsewhere: s.elsewhere}
		if err := in.give(ctx, id, s.home, at, said); err != nil || len(m.files) == 0 {
			return err
		}
		id, s.elsewhere = id+":file", "" // that it goes on in private was said with the words
	}
	sent := m.files[0]
	return in.give(ctx, id, s.home, at, bot.FileSent{Name: shortened(strings.Join(strings.Fields(clean(sent.Name)), " "), mostName), Type: sent.Type, Size: sent.Size, Lang: p.lang, Thread: s.thread, Elsewhere: s.elsewhere})
}

// when is the time of a message in the person's zone: its own, or now when it comes from another time.
func (in *intake) when(ts string, p person) time.Time {
	now := in.o.Now()
	if own := timeOf(ts); own.Sub(now).Abs() <= near {
		now = own
	}
	if p.zone != nil {
		return now.In(p.zone)
	}
	return now.In(time.Local)
}

// timeOf is the time that a ts stands for.
func timeOf(ts string) time.Time {
	seconds, err := strconv.ParseFloat(ts, 64)
	if err != nil || seconds != seconds || seconds < 0 || seconds > 1e11 {
		return time.Time{}
	}
	return time.UnixMicro(int64(seconds * 1e6))
}
