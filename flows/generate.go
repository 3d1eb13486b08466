package flows

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// generatedDir is where a pack keeps the transcripts that nobody wrote.
const generatedDir = transcriptsDir + "/generated"

// File is a file of the pack by its name in the folder.
type File struct {
	Name string
	Text string
}

// Generated reports whether the transcript was made by Generate.
func (t *Transcript) Generated() bool { return strings.HasPrefix(t.Name, generatedDir+"/") }

// Generate makes the transcripts that are missing: for every edge that the coverage lacks in a
// language, the shortest conversation that takes it there. Then, all edges are covered in each
// language. An edge to which no conversation could be had is a problem.
func (p *Pack) Generate(engine *bot.Engine, read Reader, written *Coverage) ([]File, []Problem) {
	x := newExplorer(p, engine, p.Book.Langs[0])
	x.explore()
	g := &generator{explorer: x, teller: newTeller(p, x, read), first: x.firstMoves()}
	for _, lang := range p.Book.Langs {
		g.lang = lang
		g.generate(written)
	}
	slices.SortFunc(g.files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return g.files, g.problems
}

// generator makes transcripts in one language after the other.
type generator struct {
	*explorer
	teller   *teller
	lang     bot.Lang
	first    map[taken]int
	files    []File
	problems []Problem
}

// firstMoves finds the nearest move that takes each edge.
func (x *explorer) firstMoves() map[taken]int {
	first := map[taken]int{}
	for i := range x.moves {
		for _, pass := range x.moves[i].path {
			edge := taken{pass.Flow, pass.Step, string(pass.By)}
			if _, known := first[edge]; !known {
				first[edge] = i
			}
		}
	}
	return first
}

// generate goes through what is missing from the farthest edge to the nearest: on the way to one, the
// conversation takes others.
func (g *generator) generate(written *Coverage) {
	have := NewCoverage(g.book)
	for edge, langs := range written.took {
		have.took[edge] = slices.Clone(langs)
	}
	missing := have.missing(g.lang)
	slices.SortStableFunc(missing, func(a, b Edge) int {
		return cmp.Compare(g.first[b.taken()], g.first[a.taken()])
	})
	for _, edge := range missing {
		if !have.has(edge, g.lang) && !g.make(edge, have) {
			problem := g.teller.pack.places[bot.StepRef{Flow: edge.Flow, Step: edge.From}]
			problem.Message = fmt.Sprintf("no conversation in %q could be had that takes %q at step %q; write a transcript that does", g.lang, edge.By, edge.From)
			g.problems = append(g.problems, problem)
		}
	}
}

// make has the conversation that takes the edge. It reports whether it came out so.
func (g *generator) make(edge Edge, have *Coverage) bool {
	found, known := g.first[edge.taken()]
	if !known {
		return false
	}
	way := g.trail(found, nil)
	for _, start := range g.times {
		tale := g.teller.tellFrom(start, way, g.lang)
		took := NewCoverage(g.book)
		took.Add(tale.talk.Passed)
		if took.has(edge, g.lang) {
			have.Add(tale.talk.Passed)
			name := fmt.Sprintf("%s.%s.%s.txt", edge.Flow, edge.From, edge.By)
			title := fmt.Sprintf("%s: %s, %s", edge.Flow, edge.From, edge.By)
			g.files = append(g.files, File{path.Join(generatedDir, string(g.lang), name), tale.text(title, start)})
			return true
		}
	}
	return false
}

// WriteGenerated puts the files in the pack's folder, in the place of all that were generated before.
func WriteGenerated(dir string, files []File) error {
	if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(generatedDir))); err != nil {
		return fmt.Errorf("take the old generated transcripts away: %w", err)
	}
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("write generated transcripts: %w", err)
		}
		if err := os.WriteFile(name, []byte(file.Text), 0o644); err != nil {
			return fmt.Errorf("write generated transcripts: %w", err)
		}
	}
	return nil
}
