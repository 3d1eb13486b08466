package helpaide_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/helpaide/helpaide"

// rooms of which there are several beside each other, none of which may know another.
var neighbours = []string{"adapters", "store"}

// suites are packages made of tests: they may see what tests see.
var suites = []string{"store/storetest", "store/servertest", "adapters/adaptertest", "adapters/slack/slackfake"}

// servers are where tests get servers from, real ones and fakes of platforms, whatever they test.
var servers = []string{"store/servertest", "adapters/slack/slackfake"}

// channels is the suite of the channels, which runs them over a real host and the embedded record: what
// they promise is promised of the three together.
const channels, embedded = "adapters/adaptertest", "store/sqlite"

// impure is the standard library that bot does without: the same session and the same envelope give the same turn.
var impure = map[string]string{
	"net": "the network", "os": "the machine", "syscall": "the machine",
	"math/rand": "chance", "crypto/rand": "chance", "context": "waiting", "log": "logging",
}

// clock is what reads or waits for the time. Types and arithmetic of package time are fine: Envelope.At is a time.Time.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick"}

// refused are materials that were weighed and left.
var refused = map[string]string{
	"gopkg.in/yaml.v3":            "archived: flow files are read with go.yaml.in/yaml/v4",
	"log/slog":                    "one logger, one set of field names: logrus",
	"github.com/rickar/cal":       "it takes 24 June for a working day in Quebec",
	"github.com/testcontainers":   "no Docker engine is assumed",
	"github.com/google/cel-go":    "guards are structured data: decidable, and 10 MB lighter",
	"github.com/mattn/go-sqlite3": "it needs a C compiler: the image is built without one",
}

// A source is one Go file of the house.
type source struct {
	path string // from the root
	pkg  string // its folder from the root, which for us is its import path
	test bool
	file *ast.File
	set  *token.FileSet
}

// A rule says, for each place where a file breaks it, the line and what is wrong.
type rule struct {
	name  string
	check func(source) []finding
}

type finding struct {
	at   token.Pos
	says string
}

const (
	pure    = "bot is the standard library alone, and the pure part of it"
	clocked = "bot has no clock"
	room    = "every room sees only bot"
	strange = "adapters and stores know neither each other nor the host"
	nocmd   = "nothing imports cmd"
	pack    = "a pack is files"
	tests   = "a test of a channel or a store sees no other one"
	bare    = "servers for tests know nothing of ours"
	initial = "no init"
	chance  = "no chance"
	logs    = "logrus stays out of bot and flows"
	left    = "what was weighed and left stays out"
)

var rules = []rule{
	{pure, botIsPure},
	{clocked, botHasNoClock},
	{room, roomsSeeBot},
	{strange, neighboursAreStrangers},
	{nocmd, nothingImportsCmd},
	{pack, packsAreFiles},
	{tests, testsSee},
	{bare, serversAreBare},
	{initial, noInit},
	{chance, noChance},
	{logs, noLogrusInside},
	{left, noRefused},
}

func TestArrows(t *testing.T) {
	sources := parse(t, os.DirFS("."))
	if len(sources) == 0 {
		t.Fatal("no Go file found: the test looks in the wrong place")
	}
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, found := range apply(r, sources) {
				t.Error(found)
			}
		})
	}
}

// TestArrowsCanFail breaks each rule once, in a house of its own, and expects that rule and no other to say so.
func TestArrowsCanFail(t *testing.T) {
	ours := func(pkg string) string { return "package x\nimport _ \"" + module + "/" + pkg + "\"\n" }
	theirs := func(pkg string) string { return "package x\nimport _ \"" + pkg + "\"\n" }

	cases := []struct {
		path, text string
		breaks     string // empty: fine as it is
	}{
		{"bot/a.go", theirs("net/http"), pure},
		{"bot/a.go", theirs("os"), pure},
		{"bot/a.go", theirs("crypto/rand"), pure},
		{"bot/a.go", theirs("context"), pure},
		{"bot/a.go", theirs("log"), pure},
		{"bot/a.go", theirs("golang.org/x/text/language"), pure},
		{"bot/a.go", ours("bot/host"), pure},
		{"bot/a.go", theirs("time"), ""},
		{"bot/a.go", "package bot\nimport \"time\"\nvar _ = time.Now()\n", clocked},
		{"bot/a.go", "package bot\nimport \"time\"\nvar now = time.Now\n", clocked},
		{"bot/a.go", "package bot\nimport clock \"time\"\nfunc f() { clock.Sleep(1) }\n", clocked},
		{"bot/a.go", "package bot\nimport . \"time\"\nvar _ = Now()\n", clocked},
		{"bot/a.go", "package bot\nimport \"time\"\nvar _ = time.Unix(0, 0)\n", ""},
		{"bot/a.go", "package bot\nimport \"time\"\nfunc f(t time.Time) bool { return t.After(t) }\n", ""},
		{"bot/a_test.go", "package bot\nimport \"time\"\nvar _ = time.Now()\n", ""},
		{"bot/host/a.go", ours("bot"), ""},
		{"bot/host/a.go", ours("bot/redact"), room},
		{"bot/understand/a.go", ours("bot/calendar"), room},
		{"flows/a.go", ours("bot/understand"), room},
		{"flows/a.go", ours("flows/quickbooks"), room},
		{"newroom/a.go", ours("bot/host"), room},
		{"adapters/terminal/a.go", ours("bot"), ""},
		{"adapters/terminal/a.go", ours("bot/host"), strange},
		{"adapters/terminal/a.go", ours("adapters/slack"), strange},
		{"adapters/terminal/a.go", ours("store/sqlite"), strange},
		{"store/sqlite/a.go", ours("bot/host"), strange},
		{"store/sqlite/a.go", ours("store/storetest"), strange},
		{"store/sqlite/a_test.go", ours("store/storetest"), ""},
		{"store/sqlite/a_test.go", ours("bot/host"), ""},
		{"store/sqlite/a_test.go", ours("store/sqlite"), ""},
		{"store/sqlite/a_test.go", ours("adapters/terminal"), tests},
		{"flows/a_test.go", ours("bot/understand"), ""},
		{"bot/host/a_test.go", ours("store/sqlite"), ""},
		{"store/storetest/a.go", ours("bot/host"), ""},
		{"store/storetest/a.go", ours("store/sqlite"), tests},
		{"store/postgres/a.go", ours("bot/host"), strange},
		{"store/postgres/a.go", ours("store/servertest"), strange},
		{"store/postgres/a_test.go", ours("store/servertest"), ""},
		{"store/redis/a_test.go", ours("store/postgres"), tests},
		{"bot/host/a_test.go", ours("store/servertest"), ""},
		{"store/servertest/a.go", ours("bot"), bare},
		{"store/servertest/a.go", theirs("github.com/jackc/pgx/v5"), ""},
		{"store/servertest/a_test.go", ours("store/servertest"), ""},
		{"adapters/slack/a_test.go", ours("adapters/slack/slackfake"), ""},
		{"adapters/slack/a_test.go", ours("adapters/adaptertest"), ""},
		{"adapters/slack/a.go", ours("adapters/slack/slackfake"), strange},
		{"adapters/slack/slackfake/a.go", ours("bot"), bare},
		{"adapters/adaptertest/a.go", ours("bot/host"), ""},
		{"adapters/adaptertest/a.go", ours("adapters/slack"), tests},
		{"adapters/adaptertest/a.go", ours("store/sqlite"), ""},
		{"adapters/adaptertest/a.go", ours("store/postgres"), tests},
		{"adapters/slack/a_test.go", ours("store/sqlite"), tests},
		{"cmd/helpaide/a.go", ours("adapters/terminal"), ""},
		{"flows/a_test.go", ours("cmd/helpaide"), nocmd},
		{"store/sqlite/a.go", ours("cmd/helpaide"), nocmd},
		{"flows/quickbooks/a.go", ours("bot"), pack},
		{"flows/quickbooks/a.go", theirs("embed"), ""},
		{"cmd/helpaide/a.go", "package main\nfunc init() {}\n", initial},
		{"cmd/helpaide/a.go", "package main\ntype t int\nfunc (t) init() {}\n", ""},
		{"bot/host/a_test.go", "package host\nfunc init() {}\n", initial},
		{"bot/host/a.go", theirs("math/rand/v2"), chance},
		{"bot/host/a_test.go", theirs("math/rand/v2"), ""},
		{"store/storetest/a.go", theirs("math/rand/v2"), ""},
		{"bot/host/a.go", theirs("github.com/sirupsen/logrus"), ""},
		{"flows/a.go", theirs("github.com/sirupsen/logrus"), logs},
		{"flows/a.go", theirs("gopkg.in/yaml.v3"), left},
		{"bot/host/a.go", theirs("log/slog"), left},
		{"bot/host/a_test.go", theirs("github.com/rickar/cal/v2"), left},
		{"bot/host/testdata/a.go", theirs("gopkg.in/yaml.v3"), ""},
	}
	for _, c := range cases {
		t.Run(c.path+" "+strings.Join(strings.Fields(c.text), " "), func(t *testing.T) {
			sources := parse(t, fstest.MapFS{c.path: {Data: []byte(c.text)}})
			var broken []string
			for _, r := range rules {
				if len(apply(r, sources)) > 0 {
					broken = append(broken, r.name)
				}
			}
			var want []string
			if c.breaks != "" {
				want = []string{c.breaks}
			}
			if !slices.Equal(broken, want) {
				t.Errorf("broken rules %q, want %q", broken, want)
			}
		})
	}
}

// parse reads every Go file that the go command would look at, whatever its build tags.
func parse(t *testing.T, house fs.FS) []source {
	t.Helper()
	var sources []source
	err := fs.WalkDir(house, ".", func(name string, entry fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		text, err := fs.ReadFile(house, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		sources = append(sources, source{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), file, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func apply(r rule, sources []source) []string {
	var says []string
	for _, s := range sources {
		for _, f := range r.check(s) {
			says = append(says, fmt.Sprintf("%s: %s", s.set.Position(f.at), f.says))
		}
	}
	return says
}

// imports calls judge for each import of a file; what it returns is what is wrong, or nothing.
func imports(s source, judge func(imported string) string) []finding {
	var found []finding
	for _, spec := range s.file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the compiler says it better
		}
		if says := judge(imported); says != "" {
			found = append(found, finding{spec.Pos(), says})
		}
	}
	return found
}

// ownImports is imports for our own packages, named from the root.
func ownImports(s source, judge func(pkg string) string) []finding {
	return imports(s, func(imported string) string {
		if pkg, own := strings.CutPrefix(imported, module+"/"); own && !under(pkg, "cmd") {
			return judge(pkg) // cmd has a rule to itself
		}
		return ""
	})
}

func under(pkg, folder string) bool { return pkg == folder || strings.HasPrefix(pkg, folder+"/") }

func underAny(pkg string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return under(pkg, folder) })
}

func botIsPure(s source) []finding {
	if s.pkg != "bot" || s.test {
		return nil
	}
	return imports(s, func(imported string) string {
		first, _, _ := strings.Cut(imported, "/")
		if strings.Contains(first, ".") && !isRefused(imported) {
			return "bot imports the standard library alone, not " + imported
		}
		for folder, what := range impure {
			if under(imported, folder) && !isRefused(imported) && !isChance(imported) {
				return fmt.Sprintf("bot is pure: no %s (%s); it comes in an envelope or goes out as an effect", imported, what)
			}
		}
		return ""
	})
}

func botHasNoClock(s source) []finding {
	if s.pkg != "bot" || s.test {
		return nil
	}
	const says = "bot has no clock: the time is Envelope.At, and waiting is the effect Wake"
	name, found := timeName(s)
	if name == "" {
		return found
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if from, ok := selector.X.(*ast.Ident); ok && from.Name == name && slices.Contains(clock, selector.Sel.Name) {
				found = append(found, finding{selector.Pos(), says + ", not time." + selector.Sel.Name})
			}
		}
		return true
	})
	return found
}

// timeName is what a file calls package time. A dot import hides the clock's name, so it is a finding itself.
func timeName(s source) (string, []finding) {
	for _, spec := range s.file.Imports {
		switch {
		case spec.Path.Value != `"time"`:
		case spec.Name == nil:
			return "time", nil
		case spec.Name.Name == ".":
			return "", []finding{{spec.Pos(), "import time by name, so that its clock can be seen"}}
		default:
			return spec.Name.Name, nil
		}
	}
	return "", nil
}

func roomsSeeBot(s source) []finding {
	if s.test || s.pkg == "bot" || under(s.pkg, "cmd") || isPack(s.pkg) || underAny(s.pkg, neighbours...) {
		return nil // each has a rule of its own
	}
	return ownImports(s, func(pkg string) string {
		if pkg == "bot" {
			return ""
		}
		return fmt.Sprintf("%s imports %s: a room sees only bot; cmd brings rooms together", s.pkg, pkg)
	})
}

func neighboursAreStrangers(s source) []finding {
	if s.test || slices.Contains(suites, s.pkg) || !underAny(s.pkg, neighbours...) {
		return nil
	}
	return ownImports(s, func(pkg string) string {
		if pkg == "bot" {
			return ""
		}
		return fmt.Sprintf("%s imports %s: it sees only bot and fits the host's interfaces by shape", s.pkg, pkg)
	})
}

func nothingImportsCmd(s source) []finding {
	if under(s.pkg, "cmd") {
		return nil
	}
	return imports(s, func(imported string) string {
		if under(imported, module+"/cmd") {
			return "nothing imports cmd: what two rooms need belongs in bot"
		}
		return ""
	})
}

func isPack(pkg string) bool { return strings.HasPrefix(pkg, "flows/") }

func packsAreFiles(s source) []finding {
	if s.test || !isPack(s.pkg) {
		return nil
	}
	return ownImports(s, func(pkg string) string {
		return "a pack is embedded files and imports nothing of ours, not " + pkg
	})
}

func testsSee(s source) []finding {
	if !s.test && !slices.Contains(suites, s.pkg) || !underAny(s.pkg, neighbours...) {
		return nil // elsewhere a test may well want a real store under it
	}
	return ownImports(s, func(pkg string) string {
		if pkg == s.pkg || slices.Contains(suites, pkg) || !underAny(pkg, neighbours...) {
			return ""
		}
		if s.pkg == channels && pkg == embedded {
			return ""
		}
		return fmt.Sprintf("a test of %s imports %s: what needs both is tested in cmd", s.pkg, pkg)
	})
}

func serversAreBare(s source) []finding {
	if s.test || !slices.Contains(servers, s.pkg) {
		return nil
	}
	return ownImports(s, func(pkg string) string {
		return "servers for tests know nothing of ours, so that every test can have them; not " + pkg
	})
}

func noInit(s source) []finding {
	var found []finding
	for _, declared := range s.file.Decls {
		if f, ok := declared.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			found = append(found, finding{f.Pos(), "no init(): main names what there is, in a list"})
		}
	}
	return found
}

func isChance(imported string) bool { return under(imported, "math/rand") }

func noChance(s source) []finding {
	if s.test || slices.Contains(suites, s.pkg) {
		return nil
	}
	if s.pkg == "bot/understand" { // training shuffles with a fixed seed, and a test compares two trainings bit for bit
		return nil
	}
	return imports(s, func(imported string) string {
		if isChance(imported) {
			return "no " + imported + ": what happened must be explainable; for a name nobody can guess use crypto/rand"
		}
		return ""
	})
}

func noLogrusInside(s source) []finding {
	if !under(s.pkg, "flows") {
		return nil // bot, which has the standard library alone, has a rule that covers it
	}
	return imports(s, func(imported string) string {
		if under(imported, "github.com/sirupsen/logrus") {
			return "flows returns its problems and logs nothing"
		}
		return ""
	})
}

func isRefused(imported string) bool {
	for folder := range refused {
		if under(imported, folder) {
			return true
		}
	}
	return false
}

func noRefused(s source) []finding {
	return imports(s, func(imported string) string {
		for folder, reason := range refused {
			if under(imported, folder) {
				return imported + ": " + reason
			}
		}
		return ""
	})
}
