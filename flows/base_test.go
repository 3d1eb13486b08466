package flows_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
)

// base is the pack of testdata/base, small and with every kind of step, in memory. Its wording is
// made here: a phrase more in the engine must not need one more here.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	pack := fstest.MapFS{"wording.yaml": {Data: []byte(wording())}}
	err := fs.WalkDir(os.DirFS("testdata/base"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile("testdata/base/" + name)
		pack[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// wording words each phrase by its own name and what it may hold.
func wording() string {
	var out strings.Builder
	out.WriteString("phrases:\n")
	for _, use := range bot.Phrases() {
		words := string(use.Phrase)
		for _, name := range use.Uses {
			words += " {" + name + "}"
		}
		fmt.Fprintf(&out, "  %s: { fr: \"fr %s\", en: \"en %s\" }\n", use.Phrase, words, words)
	}
	out.WriteString("commands:\n" + labels(bot.Commands()) + "replies:\n" + labels(bot.Replies()))
	return out.String()
}

func labels(ids []bot.OptionID) string {
	var out strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&out, "  %q: { label: { fr: fr %s, en: en %s }, also: { fr: [dire %s], en: [say %s] } }\n", id, id, id, id, id)
	}
	return out.String()
}

// edit replaces the one place in a file of the pack.
func edit(t testing.TB, pack fstest.MapFS, name, old, now string) {
	t.Helper()
	file := pack[name]
	if file == nil || strings.Count(string(file.Data), old) != 1 {
		t.Fatalf("%s: want exactly one %q", name, old)
	}
	pack[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(file.Data), old, now, 1))}
}

// mustLoad loads a pack that has no problem.
func mustLoad(t testing.TB, pack fs.FS) *flows.Pack {
	t.Helper()
	loaded, problems := flows.Load(pack)
	if len(problems) > 0 {
		t.Fatalf("problems:\n%s", printed(problems))
	}
	return loaded
}

func printed(problems []flows.Problem) string {
	var out strings.Builder
	for i, problem := range problems {
		if i == 20 {
			fmt.Fprintf(&out, "and %d more\n", len(problems)-i)
			break
		}
		out.WriteString(problem.String() + "\n")
	}
	return out.String()
}

func TestBasePackIsGood(t *testing.T) {
	pack := mustLoad(t, base(t))
	var kinds []bot.Kind
	for _, flow := range pack.Book.Flows {
		for _, step := range flow.Steps {
			kinds = append(kinds, step.Kind)
		}
	}
	for kind := bot.KindSay; kind <= bot.KindEnd; kind++ {
		if !slices.Contains(kinds, kind) {
			t.Errorf("the base pack has no %s: what is refused is tried on it", kind)
		}
	}
}
