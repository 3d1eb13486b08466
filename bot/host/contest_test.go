package host_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// Many agents claim one case at the same moment: one has it, and each of the others is told who.
func TestManyClaimsOneWinner(t *testing.T) {
	const agents, rounds = 200, 5
	r := newRig(t)
	for round := range rounds {
		home := bot.Address(fmt.Sprint("test:", round))
		if err := r.Receive(t.Context(), bot.Envelope{ID: bot.EventID(fmt.Sprint("ask-", round)), Where: home, At: r.clock(), Event: bot.Chose{Option: bot.CmdHuman, Lang: "en"}}); err != nil {
			t.Fatal(err)
		}
		results := make([]error, agents)
		var all sync.WaitGroup
		for i := range agents {
			all.Go(func() {
				agent := bot.Agent{ID: fmt.Sprint("a", i), Name: fmt.Sprint("Agent ", i), Role: bot.RoleAgent}
				results[i] = r.Receive(t.Context(), bot.Envelope{ID: bot.EventID(fmt.Sprint("claim-", round, "-", i)), Where: home, At: r.clock(), Event: bot.AgentClaimed{Agent: agent}})
			})
		}
		all.Wait()
		session, err := r.record.Load(t.Context(), bot.ConversationID(home))
		if err != nil || session.Case == nil || session.Case.Owner == nil {
			t.Fatalf("nobody has it: %v", err)
		}
		winners := 0
		for i, err := range results {
			var refused *bot.RefusedError
			switch {
			case err == nil:
				winners++
				if session.Case.Owner.ID != fmt.Sprint("a", i) {
					t.Errorf("agent %d was told that they have it; %s has it", i, session.Case.Owner.Name)
				}
			case !errors.As(err, &refused) || refused.Refusal != bot.RefusedHeld || refused.Owner != session.Case.Owner.Name:
				t.Errorf("agent %d was told %v; %s has it", i, err, session.Case.Owner.Name)
			}
		}
		if winners != 1 {
			t.Errorf("%d winners", winners)
		}
	}
}
