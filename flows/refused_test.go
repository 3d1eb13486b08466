package flows_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestRefused takes the base pack, makes one mistake in it, and wants exactly the problem that says so,
// whether it shows in what is written or only when every conversation is gone through.
//
// A file of testdata/refused begins with a line about the mistake. Then "-- name --" holds a whole
// file, "-- edit name --" the lines that go (-) and come (+), with their neighbours where they are
// needed to find the place, "-- gone name --" takes a file out, and "-- large name --" makes one of more
// than 1 MiB out of its lines. "-- want --" is what is printed.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no packs to refuse", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { refuse(t, file) })
	}
}

func refuse(t *testing.T, file string) {
	t.Helper()
	pack, want := spoiltBy(t, file)
	_, problems := proved(t, pack)
	if len(problems) != 1 {
		t.Errorf("want one problem, got %d:\n%s", len(problems), printed(problems))
	}
	if got := printed(problems); *update {
		head, sections := parts(read(t, file))
		sections = slices.DeleteFunc(sections, func(p part) bool { return p.name == "want" })
		keep(t, file, joined(head, append(sections, part{"want", got})))
	} else if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// spoiltBy is the base pack with the file's mistake, and what is printed of it.
func spoiltBy(t *testing.T, file string) (pack fstest.MapFS, want string) {
	t.Helper()
	pack = base(t)
	_, sections := parts(read(t, file))
	for _, section := range sections {
		if section.name == "want" {
			want = section.text
			continue
		}
		spoil(t, pack, section)
	}
	return pack, want
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// spoil makes the mistake.
func spoil(t *testing.T, pack fstest.MapFS, p part) {
	t.Helper()
	switch verb, name, _ := strings.Cut(p.name, " "); verb {
	case "edit":
		for hunk := range strings.SplitSeq(strings.Trim(p.text, "\n"), "\n\n") {
			old, now := sides(hunk)
			edit(t, pack, name, old, now)
		}
	case "gone":
		delete(pack, name)
	case "large":
		pack[name] = &fstest.MapFile{Data: bytes.Repeat([]byte(p.text), 1<<20/len(p.text)+1)}
	default:
		pack[p.name] = &fstest.MapFile{Data: []byte(p.text)}
	}
}

// sides are the lines before and after an edit.
func sides(hunk string) (old, now string) {
	for line := range strings.SplitSeq(hunk, "\n") {
		mark, text := line[:1], line[1:]+"\n"
		if mark != "+" {
			old += text
		}
		if mark != "-" {
			now += text
		}
	}
	return old, now
}

// keep writes a file of testdata anew.
func keep(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
