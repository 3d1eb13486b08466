package understand

import (
	"context"
	"fmt"
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// Understander reads lines for one book. It may be used by many goroutines at once.
type Understander struct {
	book    *bot.Book
	shelf   *shelf
	words   *vocabulary
	model   *model
	bounds  bounds
	flows   []bot.FlowID // by class
	aside   []bool       // by class
	tongues *tongues
	carry   map[string][]int // the classes of a word that is said of one flow most of all, or of two
	hearing map[bot.FlowID][]hearable
	readers sync.Pool // of *scratch
}

// New trains on the pack's examples. The same book and examples give the same model, bit for bit.
// Examples of a language or a flow that the book does not have are an error.
func New(book *bot.Book, examples map[bot.Lang]map[bot.FlowID][]string) (*Understander, error) {
	if err := check(book, examples); err != nil {
		return nil, err
	}
	u := &Understander{book: book, shelf: newShelf(book)}
	u.readers.New = func() any { return new(scratch) }
	u.learn(gather(book, examples))
	return u, nil
}

func check(book *bot.Book, examples map[bot.Lang]map[bot.FlowID][]string) error {
	known := make(map[bot.Lang]bool)
	for _, lang := range book.Langs {
		known[lang] = true
	}
	for lang, flows := range examples {
		if !known[lang] {
			return fmt.Errorf("train understander: examples in %q, which the book does not speak", lang)
		}
		for id := range flows {
			if _, ok := book.Flow(id); !ok {
				return fmt.Errorf("train understander: examples of %q, which is no flow of the book", id)
			}
		}
	}
	return nil
}

// Understand reads a line. It never fails; the error is there for understanders that may.
func (u *Understander) Understand(_ context.Context, in bot.Utterance) (bot.Reading, error) {
	s := u.readers.Get().(*scratch)
	defer u.readers.Put(s)
	return u.read(in, s), nil
}

func (u *Understander) read(in bot.Utterance, s *scratch) bot.Reading {
	l := fold(in.Text)
	if len(l.words) == 0 {
		return bot.Reading{}
	}
	x := u.words.read(l, s)
	reading := bot.Reading{Lang: u.language(l, x, in)}
	asked, commands := u.shelf.choices(in.Expect).split()
	if u.reply(l, in, asked, u.shelf.commandsIn(commands, u.spoken(in)), &reading) {
		return reading
	}
	if len(asked) > 0 && l.asksWho() {
		u.guess(l, x, asked, s, &reading)
		if c, ok := commands.of(bot.CmdRepeat); ok && !reading.Sure {
			c.orders(&reading)
		}
		return reading
	}
	if !l.onlyAnswers() && !u.strange(l, s) {
		u.guess(l, u.words.read(l, s), asked, s, &reading)
	}
	u.story(l, in, asked, &reading)
	return reading
}

// reply reads the line as something that is expected: an answer, a command, a correction.
func (u *Understander) reply(l line, in bot.Utterance, asked, commands choices, reading *bot.Reading) bool {
	spoken := u.spoken(in)
	if c, ok := asked.plainly(l, spoken); ok {
		return c.answers(reading)
	}
	if c, ok := commands.exact(l, spoken); ok {
		return c.orders(reading)
	}
	if c, ok := asked.person(); ok && l.wantsPerson(c.sayings) {
		return c.answers(reading)
	}
	if c, ok := commands.person(); ok && l.wantsPerson(c.sayings) {
		return c.orders(reading)
	}
	if c, ok := u.shelf.correction(l, in.Earlier); ok {
		if _, now := asked.named(l); !now {
			return c.answers(reading)
		}
	}
	if asked.reopened(l, commands) {
		return true
	}
	if c, ok := asked.loosely(l, u.words.has); ok {
		return c.answers(reading)
	}
	if c, ok := commands.tongue(l); ok {
		return c.orders(reading)
	}
	if c, ok := commands.command(l); ok {
		return c.orders(reading)
	}
	return false
}

// spoken is the language that the conversation is in. Until it is known, it is the book's first.
func (u *Understander) spoken(in bot.Utterance) bot.Lang {
	if in.Lang == "" && len(u.book.Langs) > 0 {
		return u.book.Langs[0]
	}
	return in.Lang
}

// story takes a long line for an answer when it names one option, or opens with yes or no, and tells
// of no other problem.
func (u *Understander) story(l line, in bot.Utterance, asked choices, reading *bot.Reading) {
	if len(asked) == 0 || reading.Command != "" || l.inquires() || u.elsewhere(l, in, asked, reading) {
		return
	}
	c, ok := asked.named(l)
	if !ok {
		c, ok = asked.disowned(l)
	}
	if _, rated := asked.of(bot.OptUnhelpful); !ok && !rated {
		c, ok = asked.signed(opening(l))
	}
	if ok {
		c.answers(reading)
		reading.Guesses, reading.Sure, reading.Also, reading.Heard = nil, false, "", nil
	}
}

// elsewhere reports whether the line is surely about something else than what is asked.
func (u *Understander) elsewhere(l line, in bot.Utterance, asked choices, reading *bot.Reading) bool {
	if !reading.Sure || reading.Guesses[0].Flow == u.book.Menu || opening(l) != 0 && u.aside[u.class(reading.Guesses[0].Flow)] {
		return false
	}
	if reading.Lang != "" && reading.Lang != in.Lang { // a sentence in another language is more than an answer
		return true
	}
	return reading.Guesses[0].Flow != asked[0].Flow || reading.Also != ""
}

// reopened reports whether the line tells, when it is asked whether the help was good, that the problem
// is still there. That is more than an answer.
func (list choices) reopened(l line, commands choices) bool {
	if _, ok := list.of(bot.OptUnhelpful); !ok {
		return false
	}
	c, ok := commands.of(bot.CmdSolved)
	if !ok {
		return false
	}
	for i := range c.phrases {
		p := &c.phrases[i]
		if at := p.in(l, 0); at >= 0 && (p.label || len(p.core) == 1) && l.negated(at, at+len(p.core)) {
			return true
		}
	}
	return false
}
