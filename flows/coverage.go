package flows

import (
	"slices"

	"github.com/helpaide/helpaide/bot"
)

// Coverage knows which of the book's edges were taken, and in which languages.
type Coverage struct {
	order []Edge
	took  map[taken][]bot.Lang
}

// taken names an edge by what a pass tells of it.
type taken struct {
	flow bot.FlowID
	step bot.StepID
	by   string
}

func (e Edge) taken() taken { return taken{e.Flow, e.From, e.By} }

// NewCoverage is the coverage of a book before anybody walked it.
func NewCoverage(b *bot.Book) *Coverage {
	c := &Coverage{order: Edges(b), took: map[taken][]bot.Lang{}}
	for _, edge := range c.order {
		c.took[edge.taken()] = nil
	}
	return c
}

// Add counts the edges that were walked over, by the language in which they were.
func (c *Coverage) Add(passed map[bot.Lang][]bot.Pass) {
	for lang, passes := range passed {
		c.add(lang, passes)
	}
}

func (c *Coverage) add(lang bot.Lang, passes []bot.Pass) {
	for _, pass := range passes {
		edge := taken{pass.Flow, pass.Step, string(pass.By)}
		if langs, known := c.took[edge]; known && !slices.Contains(langs, lang) {
			c.took[edge] = append(langs, lang)
		}
	}
}

// has reports whether the edge was taken in the language.
func (c *Coverage) has(edge Edge, lang bot.Lang) bool {
	return slices.Contains(c.took[edge.taken()], lang)
}

// Edges is how many there are, and how many of them were taken in some language.
func (c *Coverage) Edges() (all, covered int) {
	for _, langs := range c.took {
		if len(langs) > 0 {
			covered++
		}
	}
	return len(c.took), covered
}

// In is how many edges were taken in the language.
func (c *Coverage) In(lang bot.Lang) int { return len(c.order) - len(c.missing(lang)) }

// missing lists the edges that were not taken in the language, in the book's order.
func (c *Coverage) missing(lang bot.Lang) []Edge {
	return slices.DeleteFunc(slices.Clone(c.order), func(e Edge) bool { return c.has(e, lang) })
}
