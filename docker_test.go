//go:build integration && linux

package helpaide_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The image without a Docker engine: the Dockerfile's own build line, and a jail (jail_test.go) that is as bare as its
// base and as closed as `docker run --read-only`.

// imageUser is distroless's nonroot.
const imageUser = 65532

func TestMain(m *testing.M) {
	if order := os.Getenv(jailOrder); order != "" {
		os.Exit(enterJail(order))
	}
	os.Exit(m.Run())
}

func TestDockerfile(t *testing.T) {
	file := readDockerfile(t)

	t.Run("builds with the Go of go.mod", func(t *testing.T) {
		goMod := readText(t, "go.mod")
		version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(goMod)
		if version == nil {
			t.Fatal("go.mod names no version of Go")
		}
		if want := "golang:" + version[1] + "-"; !strings.HasPrefix(file.build[0].rest, want) {
			t.Errorf("builds from %s, want %s…", file.build[0].rest, want)
		}
	})
	t.Run("builds static and small", func(t *testing.T) {
		for _, want := range []string{"CGO_ENABLED=0", "-trimpath", `-ldflags "-s -w"`} {
			if !strings.Contains(file.goBuild(t), want) {
				t.Errorf("%q lacks %s", file.goBuild(t), want)
			}
		}
	})
	t.Run("needs no shell", func(t *testing.T) {
		for _, line := range file.image {
			switch line.word {
			case "RUN", "SHELL":
				t.Errorf("the image has no shell for %s", line)
			case "CMD", "ENTRYPOINT", "VOLUME":
				if len(line.list()) == 0 {
					t.Errorf("%s: want the JSON form, there is no shell to split it", line)
				}
			}
		}
	})
	t.Run("runs as nobody", func(t *testing.T) {
		if user := file.last("USER").rest; user != "65532:65532" {
			t.Errorf("USER %s, want 65532:65532", user)
		}
	})
	t.Run("keeps what it writes in /data", func(t *testing.T) {
		if volumes := file.last("VOLUME").list(); !slices.Equal(volumes, []string{"/data"}) {
			t.Errorf("VOLUME %q, want /data", volumes)
		}
		if command := file.last("CMD").list(); !slices.Contains(command, "/data/helpaide.db") {
			t.Errorf("CMD %q does not keep its record in /data", command)
		}
	})
}

func TestImage(t *testing.T) {
	file := readDockerfile(t)
	built := buildImage(t, file)
	jail := newJail(t, built, file.last("ENTRYPOINT").list())

	t.Run("has the time zones in it", func(t *testing.T) {
		// No test of ours names this place, so it is in the binary only with time/tzdata. The base has no zone files to
		// fall back on that we would want to lean on.
		if !bytes.Contains([]byte(readText(t, built)), []byte("Pacific/Kiritimati")) {
			t.Error(`the binary has no time zones: cmd/helpaide imports _ "time/tzdata"`)
		}
	})
	t.Run("starts with nothing but itself", func(t *testing.T) {
		said := jail.run(t, "", "version")
		if said.code != 0 || strings.TrimSpace(said.out) == "" {
			t.Errorf("helpaide version: %s", said)
		}
	})
	t.Run("holds a conversation", func(t *testing.T) {
		said := jail.run(t, `{"say":"bonjour"}`+"\n", "chat", "--json", "--db", "/data/helpaide.db")
		if said.code != 0 || !hasTurn(said.out) {
			t.Errorf("helpaide chat --json: no line with type turn: %s", said)
		}
		if _, err := os.Stat(filepath.Join(jail.Root, "data", "helpaide.db")); err != nil {
			t.Errorf("nothing was kept in /data: %v", err)
		}
	})
	t.Run("starts as docker run starts it", func(t *testing.T) {
		said := jail.run(t, "", file.last("CMD").list()...)
		if said.code != 0 {
			t.Errorf("with nobody at the keyboard: %s", said)
		}
	})
	t.Run("can write nowhere else", func(t *testing.T) {
		for _, place := range []string{"/helpaide.db", "/tmp/helpaide.db", "/usr/local/bin/helpaide.db"} {
			said := jail.run(t, `{"say":"bonjour"}`+"\n", "chat", "--json", "--db", place)
			if said.code == 0 {
				t.Errorf("wrote to %s: %s", place, said)
			}
			if _, err := os.Stat(filepath.Join(jail.Root, place)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s is there: %v", place, err)
			}
		}
	})
}

// buildImage runs the Dockerfile's build line as it stands, but for the folder it writes to.
func buildImage(t *testing.T, file dockerfile) string {
	t.Helper()
	out := t.TempDir()
	line := strings.ReplaceAll(file.goBuild(t), "/out/", out+"/")
	build := exec.CommandContext(t.Context(), "sh", "-ec", line)
	// No repository goes into the image's build (.dockerignore), so none is asked for a version here either.
	build.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", line, err, said)
	}
	return filepath.Join(out, filepath.Base(file.last("ENTRYPOINT").list()[0]))
}

func hasTurn(out string) bool {
	return slices.ContainsFunc(strings.Split(out, "\n"), func(line string) bool {
		var said struct{ Type string }
		return json.Unmarshal([]byte(line), &said) == nil && said.Type == "turn"
	})
}

// instruction is one line of a Dockerfile, joined where it was broken.
type instruction struct{ word, rest string }

func (i instruction) String() string { return i.word + " " + i.rest }

// list is the JSON form of an instruction, or nothing.
func (i instruction) list() []string {
	var words []string
	if json.Unmarshal([]byte(i.rest), &words) != nil {
		return nil
	}
	return words
}

// dockerfile is its two stages, each from its FROM on.
type dockerfile struct{ build, image []instruction }

func readDockerfile(t *testing.T) dockerfile {
	t.Helper()
	var stages [][]instruction
	text := regexp.MustCompile(`(?m)^\s*#.*\n`).ReplaceAllString(readText(t, "Dockerfile"), "")
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", " ")) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word == "" {
			continue
		}
		if word == "FROM" {
			stages = append(stages, nil)
		}
		if len(stages) == 0 {
			t.Fatalf("Dockerfile: %s comes before any FROM", word)
		}
		last := len(stages) - 1
		stages[last] = append(stages[last], instruction{word, strings.TrimSpace(rest)})
	}
	if len(stages) != 2 {
		t.Fatalf("Dockerfile: %d stages, want one that builds and one that is the image", len(stages))
	}
	file := dockerfile{stages[0], stages[1]}
	if len(file.last("ENTRYPOINT").list()) == 0 {
		t.Fatal("Dockerfile: no ENTRYPOINT in JSON form")
	}
	return file
}

func (f dockerfile) goBuild(t *testing.T) string {
	t.Helper()
	for _, line := range f.build {
		if line.word == "RUN" && strings.Contains(line.rest, "go build") {
			return line.rest
		}
	}
	t.Fatal("Dockerfile: no RUN go build in the stage that builds")
	return ""
}

// last is the instruction of that name which counts in the image.
func (f dockerfile) last(word string) instruction {
	for _, line := range slices.Backward(f.image) {
		if line.word == word {
			return line
		}
	}
	return instruction{word: word}
}

func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
