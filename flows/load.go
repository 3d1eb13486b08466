package flows

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// Pack is a folder of flows that was read, checked and found good.
type Pack struct {
	Book      *bot.Book // its Hours are empty: whoever has a bot.Hours makes them of Calendars
	Calendars map[string]bot.CalendarSpec
	Examples  map[bot.Lang]map[bot.FlowID][]string // what people write who have a flow's problem
	Facts     map[string]bot.Text
	Hosts     []string // the only ones where its links lead
	Files     fs.FS    // the folder, for its transcripts
	Stats     Stats

	places map[bot.StepRef]Problem // where each step is written, for problems that are found later
}

// Stats says how large a pack is.
type Stats struct {
	Flows, Steps, Edges, Facts, Examples int
}

// Load reads the pack in the folder. It returns the pack, or every problem that it has: file by file
// as a person would go through the folder, and from top to bottom in each.
func Load(dir fs.FS) (*Pack, []Problem) {
	l := &loader{dir: dir, flows: map[bot.FlowID]*flow{}}
	l.read()
	l.readExamples()
	l.readLock()
	l.check()
	if problems := l.problems(); len(problems) > 0 {
		return nil, problems
	}
	return l.compile(), nil
}

// read reads what the files say.
func (l *loader) read() {
	l.listFlows()
	l.readPack()
	l.readWording()
	l.readFacts()
	for _, flow := range l.order {
		l.readFlow(flow)
	}
}

// loader gathers what the files say and the problems they have.
type loader struct {
	dir       fs.FS
	sources   []*source
	pack      *source
	wording   *source
	factsFile *source
	book      bot.Book
	hosts     []string
	calendars map[string]bot.CalendarSpec
	facts     map[string]*fact
	flows     map[bot.FlowID]*flow
	order     []*flow
	examples  map[bot.Lang]map[bot.FlowID][]string

	langsKnown       bool // the languages were read whole
	menuAt, personAt *yaml.Node

	locked    bool                        // there is a lock
	released  map[bot.FlowID][]bot.StepID // what it says
	retired   []bot.FlowID
	retiredAt *yaml.Node
}

// listFlows finds the flows by their files' names, so that each may name any other.
func (l *loader) listFlows() {
	found, err := fs.ReadDir(l.dir, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s := &source{name: "."}
		s.remark(nil, "the pack's folder cannot be read: %s", plainError(err))
		l.sources = append(l.sources, s)
	}
	for _, entry := range found {
		if !entry.IsDir() {
			l.listFlow(entry.Name())
		}
	}
}

func (l *loader) listFlow(name string) {
	id, isFlow := strings.CutSuffix(name, ".yaml")
	switch {
	case name == lockName:
		l.locked = true
	case path.Ext(name) == ".yml":
		s := &source{name: name}
		s.remark(nil, "files of a pack end with .yaml; rename this one")
		l.sources = append(l.sources, s)
	case !isFlow || has([]string{"pack", "wording", "facts"}, id):
	default:
		f := &flow{Flow: bot.Flow{ID: bot.FlowID(id)}, file: name}
		l.flows[f.ID], l.order = f, append(l.order, f)
	}
}

// problems are those of all files, in the order in which the files were read.
func (l *loader) problems() []Problem {
	var all []Problem
	for _, s := range l.sources {
		all = append(all, s.sorted()...)
	}
	return slices.Clip(all)
}
