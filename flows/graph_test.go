package flows_test

import (
	"os"
	"strings"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
)

func TestGraph(t *testing.T) {
	pack := mustLoad(t, base(t))
	for _, name := range []string{"lamp.fr", "lamp.en", "menu.fr"} {
		t.Run(name, func(t *testing.T) {
			flow, lang, _ := strings.Cut(name, ".")
			file, got := "testdata/graph/"+name+".mmd", flows.Graph(pack.Book, bot.FlowID(flow), bot.Lang(lang))
			if *update {
				keep(t, file, got)
			}
			want, err := os.ReadFile(file)
			if err != nil || got != string(want) {
				t.Errorf("%v, got:\n%s", err, got)
			}
		})
	}
}

func TestGraphEscapes(t *testing.T) {
	pack := base(t)
	edit(t, pack, "tool.yaml", "check: { fr: L'avez-vous tournée?, en: Did you turn it? }",
		`check: { fr: "<b>\"Tournée\"</b> #1 & [x]", en: Turned 1? }`+"\n    facts: [F2.1]")
	edit(t, pack, "facts.yaml", "{ fr: Elle refroidit., en: It cools down. }", `{ fr: '"Tournée" 1', en: 1 }`)
	got := flows.Graph(mustLoad(t, pack).Book, "tool", "fr")
	if want := `s_turn{"turn<br/>#lt;b#gt;#quot;Tournée#quot;#lt;/b#gt; #35;1 #amp; [x]"}`; !strings.Contains(got, want) {
		t.Errorf("want %s in\n%s", want, got)
	}
}

func TestGraphOfNoFlow(t *testing.T) {
	pack := mustLoad(t, base(t))
	if got := flows.Graph(pack.Book, "nothing", "fr"); got != "flowchart TD\n" {
		t.Errorf("got %q", got)
	}
}
