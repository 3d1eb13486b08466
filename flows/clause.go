package flows

import (
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// clause is one thing that a pack says, under a name that stays when what it says changes.
type clause struct {
	name string
	lang bot.Lang // of words; "" when it is no text
	says string
}

// clauses are those of one part of a pack, in the order in which a reader meets them.
type clauses []clause

// put adds a clause, unless it says nothing.
func (c *clauses) put(name, says string) {
	if says != "" {
		*c = append(*c, clause{name: name, says: says})
	}
}

// text adds a text in each language.
func (c *clauses) text(name string, text bot.Text) {
	for _, lang := range keys(text) {
		*c = append(*c, clause{name, lang, text[lang]})
	}
}

// Edit is a clause of a pack that came, went or changed. Old is "" when it came, New when it went.
type Edit struct {
	What string   `json:"what"`
	Lang bot.Lang `json:"lang,omitempty"` // of words; "" when it is no text
	Old  string   `json:"old"`
	New  string   `json:"new"`
}

// edits are the clauses that changed or went, then those that came.
func edits(old, now clauses) []Edit {
	out := []Edit{}
	was, is := old.byName(), now.byName()
	for _, c := range old {
		if says := is[c.key()]; says != c.says {
			out = append(out, Edit{c.name, c.lang, c.says, says})
		}
	}
	for _, c := range now {
		if was[c.key()] == "" {
			out = append(out, Edit{c.name, c.lang, "", c.says})
		}
	}
	return out
}

func (c clause) key() clause { return clause{name: c.name, lang: c.lang} }

func (c clauses) byName() map[clause]string {
	out := make(map[clause]string, len(c))
	for _, one := range c {
		out[one.key()] = one.says
	}
	return out
}

func joinedNames[T ~string](list []T) string { return strings.Join(names(list), ", ") }
