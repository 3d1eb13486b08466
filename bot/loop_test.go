package bot_test

import (
	"context"
	"os"
	"os/exec"
	"runtime/debug"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// loops are books that no checker would let pass, or that one might forget. Step is total: it must
// come back from each of them.
func loops() map[string][]bot.Flow {
	say, set := plain(bot.KindSay, "a", "b"), plain(bot.KindSet, "b", "a")
	instant := lasting("a", "a", bot.Span{})
	turn := plain(bot.KindBranch, "a", "")
	turn.rules = []rule{{nil, "a"}}
	goTo := func(id, to bot.FlowID) bot.Flow { return flow(id, nil, leading(bot.KindGoto, "a", to, "")) }
	call := func(id, to bot.FlowID) bot.Flow {
		return flow(id, nil, leading(bot.KindCall, "a", to, "a"), ending("b", bot.Resolved))
	}
	return map[string][]bot.Flow{
		"say and set":               {flow("menu", nil, say, set)},
		"branch to itself":          {flow("menu", nil, turn)},
		"wait for nothing":          {flow("menu", nil, instant)},
		"goto itself":               {goTo("menu", "menu")},
		"goto each other":           {goTo("menu", "x"), goTo("x", "menu")},
		"goto nowhere":              {goTo("menu", "nowhere")},
		"call itself":               {call("menu", "menu")},
		"call each other":           {call("menu", "x"), call("x", "menu")},
		"call, and goto the caller": {call("menu", "x"), goTo("x", "menu")},
		"call nowhere":              {call("menu", "nowhere")},
		"handoff to itself":         {flow("menu", nil, plain(bot.KindHandoff, "a", "a"))},
		"handoff, say, handoff":     {flow("menu", nil, plain(bot.KindHandoff, "a", "b"), plain(bot.KindSay, "b", "a"))},
		"handoff, goto, handoff": {
			flow("menu", nil, plain(bot.KindHandoff, "a", "b"), leading(bot.KindGoto, "b", "x", "")),
			flow("x", nil, plain(bot.KindHandoff, "a", "b"), leading(bot.KindGoto, "b", "menu", "")),
		},
		"menu that ends":    {flow("menu", nil, ending("a", bot.Resolved))},
		"menu without step": {flow("menu", nil)},
		"tries lead round":  {flow("menu", nil, ask(bot.KindAsk, "a", "yes", "a").tries(1, "a"))},
		"no flow at all":    nil,
	}
}

// TestStepComesBackFromALoopingBook runs each book in a process of its own: what recurses without
// end takes the whole process along.
func TestStepComesBackFromALoopingBook(t *testing.T) {
	if name := os.Getenv("HELPAIDE_LOOP"); name != "" {
		debug.SetMaxStack(8 << 20) // fall soon
		loop(t, loops()[name])
		return
	}
	for name := range loops() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			child := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestStepComesBackFromALoopingBook$")
			child.Env = append(os.Environ(), "HELPAIDE_LOOP="+name)
			if out, err := child.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%.400s", err, out)
			}
		})
	}
}

func loop(t *testing.T, flows []bot.Flow) {
	t.Helper()
	book := printer()
	book.Flows = flows
	for _, at := range []time.Time{wednesday, saturday} {
		k := begin(t, at)
		k.engine = bot.NewEngine(book)
		for range 3 {
			k.write("bonjour", bot.Reading{})
			k.do(bot.Chose{Option: "yes"})
			for _, id := range bot.Commands() {
				k.do(bot.Chose{Option: id})
				k.do(bot.AgentClaimed{Agent: camille})
				k.do(bot.AgentReleased{Agent: camille})
				if len(k.turn.Effects) > 5000 || len(k.turn.Path) > 5000 {
					t.Fatalf("%s: %d effects, %d steps", id, len(k.turn.Effects), len(k.turn.Path))
				}
			}
			k.wait(hour)
		}
	}
}
