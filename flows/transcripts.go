package flows

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// transcriptsDir is where a pack keeps its transcripts.
const transcriptsDir = "transcripts"

// Transcripts reads every transcript of the pack, the written ones first, in the order of their
// names. A pack without any has none, and no problem.
func (p *Pack) Transcripts() ([]*Transcript, []Problem) {
	var names []string
	for _, pattern := range []string{path.Join(transcriptsDir, "*.txt"), path.Join(generatedDir, "*", "*.txt")} {
		found, err := fs.Glob(p.Files, pattern)
		if err != nil {
			return nil, []Problem{{File: transcriptsDir, Line: 1, Column: 1, Message: err.Error()}}
		}
		slices.Sort(found)
		names = append(names, found...)
	}
	var all []*Transcript
	var problems []Problem
	for _, name := range names {
		data, err := fs.ReadFile(p.Files, name)
		if err != nil {
			problems = append(problems, Problem{File: name, Line: 1, Column: 1, Message: fmt.Sprintf("cannot be read: %v", err)})
			continue
		}
		t, wrong := ParseTranscript(name, []byte(strings.ReplaceAll(string(data), "\r\n", "\n")))
		problems = append(problems, wrong...)
		if len(wrong) == 0 {
			all = append(all, t)
		}
	}
	return all, problems
}
