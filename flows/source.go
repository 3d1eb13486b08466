package flows

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The bounds of a file. They are far from what a person writes, and keep a hostile file cheap.
const (
	maxBytes    = 1 << 20
	maxDepth    = 24
	maxProblems = 100 // a file with so many is the wrong file: more would not help
)

// source is a file of the pack with the problems found in it.
type source struct {
	name     string
	lines    []string
	root     *yaml.Node // what the file says; nil when it cannot be read
	problems []Problem
	braces   int  // mistakes in names in braces so far
	broken   bool // its shape cannot be trusted, so nothing is concluded from what seems to be missing
}

// wrong notes a mistake of shape: what is read of the file is not all that was meant.
func (s *source) wrong(at *yaml.Node, format string, args ...any) {
	s.broken = true
	s.remark(at, format, args...)
}

// remark notes a mistake that leaves the shape of the file as it is.
func (s *source) remark(at *yaml.Node, format string, args ...any) {
	line, column := spot(at)
	s.note(line, column, format, args...)
}

func spot(at *yaml.Node) (line, column int) {
	if at == nil {
		return 1, 1
	}
	return max(at.Line, 1), max(at.Column, 1)
}

// place is a problem there, with nothing said of it yet.
func (s *source) place(at *yaml.Node) Problem {
	line, column := spot(at)
	return s.placed(line, column)
}

func (s *source) note(line, column int, format string, args ...any) {
	if s.full() {
		return
	}
	problem := s.placed(line, column)
	problem.Message = fmt.Sprintf(format, args...)
	s.problems = append(s.problems, problem)
}

// placed is a problem at that place, with nothing said of it yet.
func (s *source) placed(line, column int) Problem {
	words := ""
	if line <= len(s.lines) {
		words = excerpt(s.lines[line-1], column)
	}
	return Problem{File: s.name, Line: line, Column: column, Excerpt: words}
}

// full reports whether the file has as many problems as are told.
func (s *source) full() bool { return len(s.problems) >= maxProblems }

// sorted are the file's problems from top to bottom.
func (s *source) sorted() []Problem {
	slices.SortStableFunc(s.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return s.problems
}

// readSource takes the file's lines. A file that is no text keeps none.
func readSource(dir fs.FS, name string) *source {
	s := &source{name: name}
	data, err := readBounded(dir, name)
	switch {
	case err != nil:
		s.wrong(nil, "this file cannot be read: %s", plainError(err))
	case len(data) > maxBytes:
		s.wrong(nil, "this file is larger than 1 MiB; a flow is a few pages, so split it or look whether it is the right file")
	default:
		s.take(string(data))
	}
	return s
}

func readBounded(dir fs.FS, name string) ([]byte, error) {
	file, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxBytes+1))
}

// take keeps the text's lines, with one kind of line end, unless it holds what no text holds.
func (s *source) take(text string) {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if at, why := unreadable(line); why != "" {
			s.broken = true
			s.note(i+1, at, "%s", why)
			return
		}
	}
	s.lines = lines
}

// unreadable says what is wrong with the bytes of a line, and in which column.
func unreadable(line string) (column int, why string) {
	for i, r := range line {
		column++
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(line[i:], "\ufffd"):
			return column, "this is not UTF-8 text; save the file as UTF-8"
		case invisible(r):
			return column, fmt.Sprintf("there is an invisible character here (U+%04X); type the line anew", r)
		}
	}
	return 0, ""
}

// invisible reports whether nobody could see the character or what it does: controls, line ends that
// editors do not show, marks that turn the direction of writing. Tabs are told of elsewhere.
func invisible(r rune) bool {
	switch {
	case r == '\t':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	}
	return r == 0x200b || r == 0xfeff || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfffe || r == 0xffff
}

// plainError is the reason without the operation and the path, which the problem's place says already.
func plainError(err error) string {
	path := &fs.PathError{}
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}
