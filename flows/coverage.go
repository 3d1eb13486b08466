package flows

import "github.com/helpaide/helpaide/bot"

// Coverage counts which of the book's edges were taken.
type Coverage struct {
	edges map[taken]bool
}

type taken struct {
	flow bot.FlowID
	step bot.StepID
	by   string
}

// NewCoverage is the coverage of a book before anybody walked it.
func NewCoverage(b *bot.Book) *Coverage {
	c := &Coverage{edges: map[taken]bool{}}
	for _, edge := range Edges(b) {
		c.edges[taken{edge.Flow, edge.From, edge.By}] = false
	}
	return c
}

// Add counts the edges that were walked over.
func (c *Coverage) Add(passed []bot.Pass) {
	for _, pass := range passed {
		edge := taken{pass.Flow, pass.Step, string(pass.By)}
		if _, ok := c.edges[edge]; ok {
			c.edges[edge] = true
		}
	}
}

// Edges is how many there are, and how many of them were taken.
func (c *Coverage) Edges() (all, covered int) {
	for _, yes := range c.edges {
		if yes {
			covered++
		}
	}
	return len(c.edges), covered
}
