package flows

import (
	"io/fs"
	"path"
	"strings"
	"unicode"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

const examplesDir = "examples"

// readExamples reads what people write when they have a flow's problem: examples/<language>/<flow>.txt.
func (l *loader) readExamples() {
	l.examples = map[bot.Lang]map[bot.FlowID][]string{}
	if _, err := fs.Stat(l.dir, examplesDir); err != nil {
		l.pack.remark(nil, "there is no examples folder; write examples/<language>/<flow>.txt with one line for each way of saying the problem")
		return
	}
	for _, lang := range l.book.Langs {
		l.examples[lang] = l.readLanguage(lang)
		l.unsaid(lang)
	}
	if l.langsKnown {
		l.strangers(path.Join(examplesDir, "*"), names(l.book.Langs), "languages of the pack")
	}
}

func (l *loader) readLanguage(lang bot.Lang) map[bot.FlowID][]string {
	out := map[bot.FlowID][]string{}
	said := map[string]*spoken{}
	var files []string
	for _, flow := range l.order {
		name := path.Join(examplesDir, string(lang), string(flow.ID)+".txt")
		files = append(files, path.Base(name))
		if _, err := fs.Stat(l.dir, name); err == nil {
			out[flow.ID] = l.readUtterances(name, flow.ID, said)
			if flow.inner {
				flow.src.remark(flow.at, "flow %q is inner, so nobody asks for it; take %s away, or take inner away", flow.ID, name)
			}
		}
	}
	l.strangers(path.Join(examplesDir, string(lang), "*"), files, "flows")
	return out
}

// spoken is where a line was met first.
type spoken struct {
	flow bot.FlowID
	line int
}

// readUtterances reads one file of examples. A line that another flow has already would teach nothing.
func (l *loader) readUtterances(name string, flow bot.FlowID, said map[string]*spoken) []string {
	s := readSource(l.dir, name)
	l.sources = append(l.sources, s)
	var out []string
	for i, line := range s.lines {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		first := said[bare(line)]
		if first != nil && first.flow != flow {
			s.note(i+1, 1, "%q is an example of %q too (line %d there); keep it where it belongs", line, first.flow, first.line)
			continue
		}
		said[bare(line)] = &spoken{flow, i + 1}
		out = append(out, line)
	}
	return out
}

// unsaid reports the flows that nobody can ask for. The menu is not asked for, it asks; inner flows
// are led to by others.
func (l *loader) unsaid(lang bot.Lang) {
	for _, flow := range l.order {
		asked := flow.ID != l.book.Menu && !flow.inner
		if l.book.Menu != "" && asked && len(l.examples[lang][flow.ID]) == 0 {
			flow.src.remark(flow.at, "flow %q has no example in %q; write examples/%s/%s.txt, one line for each way of saying it", flow.ID, lang, lang, flow.ID)
		}
	}
}

// strangers reports files that are about nothing in the pack.
func (l *loader) strangers(pattern string, known []string, what string) {
	found, err := fs.Glob(l.dir, pattern)
	if err != nil {
		return
	}
	for _, name := range found {
		if base := path.Base(name); !has(known, base) && !strings.HasPrefix(base, ".") {
			s := &source{name: name}
			s.remark((*yaml.Node)(nil), "%q is not one of the %s%s", base, what, orRather(base, known))
			l.sources = append(l.sources, s)
		}
	}
}

// bare is a line without what changes from one writer to the next: case, accents, punctuation.
func bare(line string) string {
	letters := strings.FieldsFunc(bot.Folded(line), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(letters, " ")
}
