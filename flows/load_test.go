package flows_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
)

// TestShippedPacks loads the packs of this folder as they are.
func TestShippedPacks(t *testing.T) {
	for _, name := range []string{"wifi"} {
		t.Run(name, func(t *testing.T) {
			pack := mustLoad(t, os.DirFS(name))
			if _, err := os.Stat(name + "/flows.lock"); err != nil {
				t.Error("it was released, and nothing holds it to that:", err)
			}
			t.Logf("%s: %+v, revision %s", name, pack.Stats, pack.Book.Revision)
			for lang, flows := range pack.Examples {
				for flow, lines := range flows {
					if len(lines) < 12 {
						t.Errorf("%s/%s has %d examples, want 12", lang, flow, len(lines))
					}
				}
			}
		})
	}
}

// TestTutorialHasEveryKind keeps the pack of docs/flows.md complete.
func TestTutorialHasEveryKind(t *testing.T) {
	pack := mustLoad(t, os.DirFS("wifi"))
	seen := map[bot.Kind]bool{}
	for _, flow := range pack.Book.Flows {
		for _, step := range flow.Steps {
			seen[step.Kind] = true
		}
	}
	for kind := bot.KindSay; kind <= bot.KindEnd; kind++ {
		if !seen[kind] {
			t.Errorf("the tutorial shows no %s", kind)
		}
	}
}

func TestCompiled(t *testing.T) {
	pack := mustLoad(t, base(t))
	book := pack.Book
	lamp, _ := book.Flow("lamp")
	step := func(id bot.StepID) bot.Step { return lamp.Steps[lamp.Step(id)] }
	same := func(what string, got, want any) {
		t.Helper()
		if !equal(got, want) {
			t.Errorf("%s: got %+v, want %+v", what, got, want)
		}
	}

	same("name", book.Name, "base")
	same("languages", book.Langs, []bot.Lang{"fr", "en"})
	same("menu", book.Menu, bot.FlowID("menu"))
	same("person", book.Person, bot.FlowID("person"))
	same("hours", len(book.Hours), 0)
	same("link", book.Links["page"]["en"], "https://help.example.com/en")
	same("slots", lamp.Slots, []bot.SlotDef{
		{ID: "size", Values: []string{"", "small", "large"}},
		{ID: "lit", Values: []string{"false", "true"}},
		{ID: "rounds", Values: []string{"0", "1", "2"}},
	})
	same("moved", lamp.Moved, map[bot.StepID]bot.StepID{"old_start": "size"})
	same("store", step("size").Options[1].Sets, []bot.Assign{{Slot: "size", Value: "large"}, {Slot: "rounds", Value: "1"}})
	same("rules", step("route").Rules, []bot.Rule{
		{When: []bot.Guard{{Slot: "size", Values: []string{"small"}}}, Next: lamp.Step("switch_it")},
		{When: []bot.Guard{{Slot: "size", Values: []string{"large"}}, {Slot: "rounds", Values: []string{"0", "1"}}}, Next: lamp.Step("tell")},
		{Next: lamp.Step("tell")},
	})
	same("by", step("cool").For, bot.Span{By: "size", Each: map[string]time.Duration{"small": 15 * time.Minute, "large": time.Hour}})
	same("until", step("night").For, bot.Span{Calendar: "desk", Until: bot.Due})
	same("call", step("fix").Takes, []bot.Take{{To: "lit", From: "fixed"}})
	same("called", step("fix").Flow, bot.FlowID("tool"))
	same("tries", []int{step("switch_it").Tries, step("switch_it").Then}, []int{2, lamp.Step("fix")})
	same("last words", step("over").Text["en"], "There.")
	same("no next", step("over").Next, bot.Nowhere)
	same("fact", pack.Facts["F2.1"]["en"], "It cools down.")
	same("example", pack.Examples["fr"]["lamp"], []string{"ma lampe est éteinte"})
	same("stats", pack.Stats, flows.Stats{Flows: 5, Steps: 23, Edges: 31, Facts: 2, Examples: 8})
	same("calendar", pack.Calendars["desk"], bot.CalendarSpec{
		Zone: "America/Toronto", Week: map[string][]string{"monday": {"09:00-12:00", "13:00-17:00"}}, Holidays: []string{"quebec"},
		Exceptions: []bot.CalendarException{{Date: "2026-12-24", Spans: []string{"09:00-12:00"}, Name: bot.Text{"fr": "veille de Noël", "en": "Christmas Eve"}}},
	})
}

// TestImportedFile takes a file as it is: whether it is a calendar is for others to say.
func TestImportedFile(t *testing.T) {
	files := base(t)
	files["office.ics"] = &fstest.MapFile{Data: []byte("\xff whatever it holds")}
	edit(t, files, "pack.yaml", "holidays: [quebec]", "holidays: [quebec]\n    perhaps: [canada]\n    import: [office.ics]")
	desk := mustLoad(t, files).Calendars["desk"]
	if want := []bot.CalendarFile{{Name: "office.ics", Data: files["office.ics"].Data}}; !equal(desk.Imports, want) {
		t.Errorf("imports %v, want %v", desk.Imports, want)
	}
	if !slices.Equal(desk.Perhaps, []string{"canada"}) {
		t.Errorf("perhaps %q", desk.Perhaps)
	}
}

// TestBuiltInReplies looks at what a guide and a check offer: the general words, or their own first
// and the general ones understood too.
func TestBuiltInReplies(t *testing.T) {
	lamp, _ := mustLoad(t, base(t)).Book.Flow("lamp")
	guide, check := lamp.Steps[lamp.Step("switch_it")], lamp.Steps[lamp.Step("look")]
	var ids []bot.OptionID
	for _, option := range append(guide.Options, check.Options...) {
		ids = append(ids, option.ID)
	}
	if want := []bot.OptionID{"done", "failed", "cannot", "again", "yes", "no"}; !slices.Equal(ids, want) {
		t.Fatalf("options %q, want %q", ids, want)
	}
	if again := guide.Options[3]; again.Next != bot.Nowhere || again.Label["en"] != "en again" {
		t.Errorf("again: %+v", again)
	}
	cannot := guide.Options[2]
	if want := []string{"no switch", "en cannot", "say cannot"}; cannot.Label["en"] != "No button" || !slices.Equal(cannot.Also["en"], want) {
		t.Errorf("cannot: %+v", cannot)
	}
}

// TestBytes gives files that are no plain text.
func TestBytes(t *testing.T) {
	cases := map[string]struct {
		change func(string) string
		want   string // "" when the file is good
	}{
		"byte order mark": {func(s string) string { return "\ufeff" + s }, ""},
		"windows lines":   {func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, ""},
		"no last line":    {func(s string) string { return strings.TrimRight(s, "\n") }, ""},
		"nul":             {func(s string) string { return s + "\x00" }, "tool.yaml:13:1: there is an invisible character here (U+0000)"},
		"not utf-8":       {func(s string) string { return strings.Replace(s, "é", "\xe9", 1) }, "tool.yaml:8:35: this is not UTF-8 text"},
		"utf-16":          {func(s string) string { return "\xff\xfef\x00" }, "tool.yaml:1:1: this is not UTF-8 text"},
		"zero width":      {func(s string) string { return strings.Replace(s, "turn it", "turn\u200bit", 1) }, "tool.yaml:8:56: there is an invisible character here (U+200B)"},
		"direction":       {func(s string) string { return strings.Replace(s, "turn it", "turn \u202eit", 1) }, "tool.yaml:8:57: there is an invisible character here (U+202E)"},
		"line separator":  {func(s string) string { return strings.Replace(s, "turn it", "turn\u2028it", 1) }, "tool.yaml:8:56: there is an invisible character here (U+2028)"},
		"too large":       {func(s string) string { return s + strings.Repeat("# more\n", 1<<18) }, "tool.yaml:1:1: this file is larger than 1 MiB"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			pack := base(t)
			pack["tool.yaml"] = &fstest.MapFile{Data: []byte(c.change(string(pack["tool.yaml"].Data)))}
			_, problems := flows.Load(pack)
			if got := printed(problems); c.want == "" && got != "" || len(problems) > 1 || !strings.HasPrefix(got, c.want) {
				t.Errorf("want %q, got\n%s", c.want, got)
			}
		})
	}
}

// TestAllAtOnce makes several mistakes and wants all of them, in the order of the files and lines.
func TestAllAtOnce(t *testing.T) {
	pack := base(t)
	edit(t, pack, "pack.yaml", "zone: America/Toronto", "zone: Toronto")
	edit(t, pack, "lamp.yaml", "failed: cool", "failed: warm")
	edit(t, pack, "lamp.yaml", "facts: [F2.1]", "facts: [F2.1, F9]")
	edit(t, pack, "lamp.yaml", "en: There.", "en: There 1.")
	edit(t, pack, "tool.yaml", "end: resolved", "end: resolvd")
	edit(t, pack, "thanks.yaml", "aside: true", "aside: yes")
	_, problems := flows.Load(pack)
	var places []string
	for _, p := range problems {
		place, _, _ := strings.Cut(p.String(), ": ")
		places = append(places, place)
	}
	want := []string{"pack.yaml:11:11", "lamp.yaml:40:13", "lamp.yaml:48:19", "lamp.yaml:79:28", "thanks.yaml:3:8", "tool.yaml:12:16"}
	if !slices.Equal(places, want) {
		t.Errorf("got %q, want %q\n%s", places, want, printed(problems))
	}
}

// TestNoFolder is what somebody sees who names a folder that does not exist.
func TestNoFolder(t *testing.T) {
	pack, problems := flows.Load(os.DirFS("testdata/nowhere"))
	if pack != nil || len(problems) == 0 {
		t.Fatalf("got %v", problems)
	}
	if got := problems[0].String(); got != "pack.yaml:1:1: this file cannot be read: no such file or directory" {
		t.Errorf("got %s", got)
	}
}
