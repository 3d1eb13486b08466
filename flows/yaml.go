package flows

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// readYAML reads a file of the pack as YAML. Its root is nil when there is nothing to go on with.
func (l *loader) readYAML(name string) *source {
	s := readSource(l.dir, name)
	l.sources = append(l.sources, s)
	if s.lines == nil {
		return s
	}
	var doc yaml.Node
	err := yaml.Load([]byte(strings.Join(s.lines, "\n")), &doc, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		s.untangle(err)
		return s
	}
	s.vet(&doc)
	s.root = doc.Content[0]
	return s
}

// untangle says in plain words why the library could not read the YAML.
func (s *source) untangle(err error) {
	s.broken = true
	var failed *yaml.LoadError
	if !errors.As(err, &failed) {
		s.note(1, 1, "this is not YAML: %v", err)
		return
	}
	mark, message := failed.Mark, s.plain(failed)
	switch {
	case strings.HasPrefix(message, "this quote"), strings.HasPrefix(message, "this list"):
		mark = failed.ContextMark
	case mark.Line == 0:
		mark.Line = s.secondDocument()
	}
	s.note(max(mark.Line, 1), max(mark.Column, 1), "%s", message)
}

// secondDocument is the line on which another document begins, or 0.
func (s *source) secondDocument() int {
	for i, line := range s.lines {
		if i > 0 && strings.HasPrefix(line, "---") {
			return i + 1
		}
	}
	return 0
}

// plain words the library's message for somebody who writes sentences, not YAML.
func (s *source) plain(failed *yaml.LoadError) string {
	says := func(part string) bool { return strings.Contains(failed.Message, part) }
	inside := func(part string) bool { return strings.Contains(failed.ContextMsg, part) }
	switch {
	case says("no documents"):
		return "this file is empty"
	case says("found multiple"):
		return `a file holds one document; take the "---" lines away`
	case says("max depth"):
		return "this is nested too deep; a pack needs no more than a few levels"
	case inside("quoted scalar") && says("end of stream"), inside("quoted scalar") && says("document indicator"):
		return "this quote is never closed"
	case says("unknown escape"):
		return `inside "…" a \ must be written \\; or put the text between '…'`
	case says("',' or"), inside("flow"):
		return "this list or { … } is not closed, or a comma is missing in it; a text with a comma or a brace in it goes between quotes"
	case says("mapping values are not allowed"):
		return "a colon and a space end a name, so this text must go between quotes"
	case says("anchor"), says("alias"):
		return "a text that begins with * or & must go between quotes; references are not part of the format"
	case says("cannot start any token") && s.tabbed(failed.Mark.Line):
		return "lines are indented with spaces, not with tabs"
	case says("cannot start any token"):
		return "a text that begins with this sign must go between quotes"
	case says("did not find expected key"), says("did not find expected '-'"), says("block sequence entries"):
		return "this line does not fit the ones above; look at how far it is indented"
	case says("could not find expected ':'"):
		return "a name must be followed by a colon and a space"
	}
	return "this is not YAML: " + failed.Message
}

func (s *source) tabbed(line int) bool {
	return line >= 1 && line <= len(s.lines) && strings.HasPrefix(strings.TrimLeft(s.lines[line-1], " "), "\t")
}

// vet refuses what the format leaves out of YAML: references, tags, merged and repeated keys.
func (s *source) vet(node *yaml.Node) {
	switch {
	case node.Kind == yaml.AliasNode:
		s.wrong(node, "references (*%s) are not part of the format; write the text out", node.Value)
		return
	case node.Anchor != "":
		s.wrong(node, "anchors (&%s) are not part of the format; a text that begins with & must go between quotes", node.Anchor)
	case node.Style&yaml.TaggedStyle != 0:
		s.wrong(node, "tags (%s) are not part of the format; a text that begins with ! must go between quotes", node.Tag)
	case node.Kind == yaml.MappingNode:
		s.vetKeys(node)
	}
	for _, part := range node.Content {
		s.vet(part)
	}
}

func (s *source) vetKeys(node *yaml.Node) {
	first := make(map[string]int, len(node.Content)/2)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i]
		if key.Kind != yaml.ScalarNode {
			continue
		}
		if line, twice := first[key.Value]; twice {
			s.wrong(key, "%q is written twice; the first is on line %d", key.Value, line)
			continue
		}
		first[key.Value] = key.Line
	}
}
