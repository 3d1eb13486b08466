package helpaide_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A private place is true on one machine only: in a file that others read it is at best noise, at worst a broken link.
// The words are put together here so that this file has none of them itself.
var private = []struct {
	what string
	like *regexp.Regexp
}{
	{"a path of one machine", regexp.MustCompile(`(^|[^\w.~-])/` + `(work|root)/`)},
	{"a temporary path of one machine", regexp.MustCompile(`/tmp` + `/[\w.-]+/`)},
	{"a package registry's host", regexp.MustCompile(`\b(` + strings.Join([]string{
		"proxy.golang" + `\.org`, "sum.golang" + `\.org`,
		`(deb|security)\.debian` + `\.org`, "registry.npmjs" + `\.org`,
	}, "|") + `)\b`)},
}

func TestNoPrivatePlaces(t *testing.T) {
	files := ours(t)
	if len(files) == 0 {
		t.Fatal("no file found: the test looks in the wrong place")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if os.IsNotExist(err) {
			continue // tracked, and deleted a moment ago
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range privatePlaces(text) {
			t.Errorf("%s: %s", name, found)
		}
	}
}

func TestNoPrivatePlacesCanFail(t *testing.T) {
	for _, text := range []string{
		"see /" + "work/main", "HOME=/" + "root/x", `"/tmp` + `/abc1/db"`,
		"https://proxy" + ".golang.org/x", "http://deb" + ".debian.org/debian", "https://registry" + ".npmjs.org/",
	} {
		if len(privatePlaces([]byte(text))) != 1 {
			t.Errorf("%q is not seen", text)
		}
	}
	for _, text := range []string{
		"docs/work/x", "https://example.com/root/x", "--db /tmp/h.db", "the framework/", "a\x00/" + "work/main",
	} {
		if found := privatePlaces([]byte(text)); len(found) > 0 {
			t.Errorf("%q is taken for %v", text, found)
		}
	}
}

// privatePlaces looks through one file, unless it is not text.
func privatePlaces(text []byte) []string {
	if bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	var found []string
	for _, p := range private {
		if place := p.like.Find(text); place != nil {
			found = append(found, p.what+": "+strings.TrimSpace(string(place)))
		}
	}
	return found
}

// ours is every file that is, or would be with the next commit, in the repository. Where git does not answer (an
// unpacked archive) it is every file there is.
func ours(t *testing.T) []string {
	t.Helper()
	listed, err := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err == nil && len(listed) > 0 {
		return strings.Split(strings.TrimSuffix(string(listed), "\x00"), "\x00")
	}
	var files []string
	err = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() && (entry.Name() == ".git" || name == "bin") {
			return filepath.SkipDir
		}
		if err == nil && entry.Type().IsRegular() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
