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
	u.guess(l, x, s, &reading)
	u.story(l, asked, &reading)
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
	if c, ok := asked.loosely(l, u.words.has); ok {
		return c.answers(reading)
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

// story takes a long line for an answer when it names one option and tells of no problem.
func (u *Understander) story(l line, asked choices, reading *bot.Reading) {
	if reading.Command != "" || l.inquires() || reading.Sure && reading.Guesses[0].Flow != u.book.Menu {
		return
	}
	if c, ok := asked.named(l); ok {
		c.answers(reading)
		reading.Guesses, reading.Sure = nil, false
	}
}
