package bot_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// alerts are what agents are told in the last turn, as "kind for".
func (k *talk) alerts() []string {
	var out []string
	for _, effect := range k.turn.Effects {
		if alert, ok := effect.(bot.Alert); ok {
			out = append(out, string(alert.What)+" "+string(alert.For))
		}
	}
	return out
}

func (k *talk) refused(want bot.Refusal) {
	k.Helper()
	if k.turn.Refused != want {
		k.Fatalf("refused %q, want %q", k.turn.Refused, want)
	}
}

func (k *talk) owner(want bot.Agent) {
	k.Helper()
	if k.s.Case == nil || k.s.Case.Owner == nil || k.s.Case.Owner.ID != want.ID {
		k.Fatalf("case %+v, want it with %s", k.s.Case, want.Name)
	}
}

// Rows 7 to 10: who waits is told, may choose, and keeps the place.
func TestWhoWaitsInTheQueueIsToldAndKeepsThePlace(t *testing.T) {
	k := opened(t, wednesday, "paper")
	k.press(bot.CmdHuman)
	since := k.s.Case.Since
	k.do(bot.QueueMoved{Place: bot.Place{Position: 3, Least: 5, Most: 12}})
	k.hears("<case_estimate position=3e wait=5 à 12 minutes>")
	k.do(bot.QueueMoved{Place: bot.Place{Position: 2}})
	k.silent() // moments later
	k.wait(2 * minute)
	k.hears("<case_place position=2e")
	k.wait(8 * minute)
	k.asks(bot.AskWait)
	k.hears("<case_long")
	k.offers(bot.OptWait, bot.OptContact, bot.OptContinue, bot.CmdWithdraw)
	if got := k.alerts(); !slices.Equal(got, []string{"waits_long leads"}) {
		t.Fatalf("alerts %v", got)
	}
	k.wait(20 * minute)
	k.mode(bot.Deferred)
	k.hears("<case_unclaimed", "[jam/kind]")
	k.press("laser")
	k.stands("jam", "where")
	if !k.s.Case.Since.Equal(since) {
		t.Fatal("lost its place")
	}
	k.do(bot.AgentClaimed{Agent: camille})
	k.mode(bot.WithAgent)
	for _, p := range k.s.Wakes {
		if p.Name == "queue" {
			t.Fatal("the queue's clock still runs")
		}
	}
}

func TestTheChoiceInTheQueue(t *testing.T) {
	long := func() *talk {
		k := opened(t, wednesday, "paper")
		k.press(bot.CmdHuman)
		k.wait(10 * minute)
		k.asks(bot.AskWait)
		return k
	}
	k := long()
	k.write("j'attends", bot.Reading{Option: bot.OptWait})
	k.hears("<case_waits")
	k.mode(bot.Queued)
	k = long()
	k.press(bot.OptContact)
	k.hears("<case_later")
	if said := k.wait(hour); len(said) > 0 {
		t.Fatalf("said %v", said)
	}
	k.mode(bot.Queued)
	k = long()
	k.press(bot.OptContinue)
	k.hears("<case_beside", "[jam/kind]")
	k.mode(bot.Deferred)
	k.wait(25 * hour) // the desk closes, and opens on the next day
	k.mode(bot.Deferred)
}

// Business minutes: a wait in the queue does not run while the desk is closed.
func TestTheQueuesClockStopsOverNight(t *testing.T) {
	k := opened(t, time.Date(2026, time.November, 18, 16, 55, 0, 0, eastern), "paper")
	k.press(bot.CmdHuman)
	k.wait(2 * minute)
	k.hears("<case_still")
	k.wait(10 * hour)
	k.mode(bot.Deferred)
}

// Row 11: "the agent says nothing within 3 / 6 bm of the claim".
func TestAnAgentWhoNeverSpeaksLosesTheCase(t *testing.T) {
	k := inMode(t, bot.Queued)
	k.do(bot.AgentClaimed{Agent: camille})
	k.wait(3 * minute)
	k.silent()
	if got := k.alerts(); !slices.Equal(got, []string{"silent owner"}) {
		t.Fatalf("alerts %v", got)
	}
	k.wait(3 * minute)
	k.mode(bot.Queued)
	k.hears("<case_away agent=Camille")
	if !k.s.Case.Front || k.s.Case.Last.ID != camille.ID {
		t.Fatalf("case %+v", k.s.Case)
	}
	k.do(bot.AgentSaid{Agent: camille, Text: "me voilà"})
	k.refused(bot.RefusedUnowned)
}

// Row 12: 10 / 20 / 30 bm after the person's line.
func TestALineThatNobodyAnswersGoesBackToTheQueue(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
	k.write("et maintenant?", bot.Reading{})
	var told []string
	for range 30 {
		k.wait(minute)
		if k.turn.Session.Mode() == bot.WithAgent {
			told = append(told, k.alerts()...)
			k.turn.Effects = nil
		}
	}
	if want := []string{"unanswered owner", "overdue owner", "overdue leads"}; !slices.Equal(told, want) {
		t.Fatalf("told %v, want %v", told, want)
	}
	k.mode(bot.Queued)
}

// Row 13: one gentle reminder after half an hour, closed after a day; a line opens it again.
func TestAPersonWhoDoesNotAnswer(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentSaid{Agent: camille, Text: "ça marche?"})
	said := k.wait(23 * hour)
	if count(said, "<case_reminder agent=Camille") != 1 || len(said) != 1 {
		t.Fatalf("said %v", said)
	}
	k.wait(hour)
	k.hears("<case_no_answer")
	k.never("<feedback_ask")
	if k.s.Case.State != bot.CaseResolved || k.s.Case.Result != bot.ResultNoAnswer {
		t.Fatalf("case %+v", k.s.Case)
	}
	k.write("désolé, me revoilà", bot.Reading{})
	k.mode(bot.Queued)
	if got := k.alerts(); !slices.Contains(got, "reopened agent") {
		t.Fatalf("alerts %v", got)
	}
}

// A failure of an hour does not nudge and take away in one breath.
func TestAClockThatComesLateGivesAMinute(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.now = k.now.Add(2 * hour)
	k.wait(0)
	k.mode(bot.WithAgent)
	if due := k.pending("agent"); due == nil || !due.Due.After(k.now) {
		t.Fatalf("wake %v at %v", due, k.now)
	}
}

// Row 14: "offer to Y, note required; Y claims → Y owns; 2 min without → X told, still owns".
func TestAnOfferIsTheOwnersUntilItIsTaken(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentOffered{Agent: camille, To: sam})
	k.refused(bot.RefusedNote)
	k.do(bot.AgentOffered{Agent: camille, Note: "tu sais"})
	k.refused(bot.RefusedNobody)
	k.do(bot.AgentOffered{Agent: camille, To: sam, Note: "tu sais"})
	k.silent()
	k.owner(camille)
	k.do(bot.AgentClaimed{Agent: viewer})
	k.refused(bot.RefusedRole)
	k.do(bot.AgentClaimed{Agent: sam})
	k.owner(sam)
	k.hears("<case_passed old=Camille agent=Sam>")
	if got := k.alerts(); !slices.Contains(got, "taken agent") {
		t.Fatalf("alerts %v", got)
	}
	k.do(bot.AgentOffered{Agent: sam, To: camille, Note: "à toi"})
	k.wait(2 * minute)
	k.owner(sam)
	if got := k.alerts(); !slices.Equal(got, []string{"not_taken owner", "not_taken leads"}) { // edge 35
		t.Fatalf("alerts %v", got)
	}
	k.do(bot.AgentClaimed{Agent: camille})
	k.refused(bot.RefusedHeld)
	k.do(bot.AgentOffered{Agent: sam, To: camille, Note: "à toi"})
	k.do(bot.AgentDeclined{Agent: camille})
	if got := k.alerts(); !slices.Equal(got, []string{"not_taken owner"}) || k.s.Case.Offer != nil {
		t.Fatalf("alerts %v", got)
	}
	k.do(bot.AgentDeclined{Agent: camille})
	k.refused(bot.RefusedOffer)
}

// Row 15b.
func TestPutBackIsTheFrontOfTheQueue(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentPutBack{Agent: sam})
	k.refused(bot.RefusedHeld)
	k.do(bot.AgentPutBack{Agent: camille, Note: "attend un rappel"})
	k.mode(bot.Queued)
	k.hears("<case_put_back agent=Camille")
	k.offers(bot.CmdWithdraw)
	if note, ok := effect[bot.Note](k.turn); !ok || note.Text != "attend un rappel" || !k.s.Case.Front {
		t.Fatalf("effects %v", k.turn.Effects)
	}
	k.press(bot.CmdWithdraw)
	k.mode(bot.Guided)
}

// Row 20 and the table of roles.
func TestALeadTakesAssignsAndReleasesWithAReason(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentClaimed{Agent: lead})
	k.refused(bot.RefusedHeld)
	k.do(bot.AgentSaid{Agent: lead, Text: "bonjour"})
	k.refused(bot.RefusedHeld)
	k.do(bot.AgentReleased{Agent: lead})
	k.refused(bot.RefusedReason)
	k.do(bot.AgentAssigned{Agent: camille, To: sam, Reason: "x"})
	k.refused(bot.RefusedRole)
	k.do(bot.AgentAssigned{Agent: lead, To: sam, Reason: "absence"})
	k.owner(sam)
	k.hears("<case_passed old=Camille agent=Sam>")
	k.do(bot.AgentClaimed{Agent: lead, Reason: "escalade"})
	k.owner(lead)
	k.do(bot.AgentClaimed{Agent: sam, Reason: "non"})
	k.refused(bot.RefusedHeld)
	other := bot.Agent{ID: "u9", Name: "Max", Role: bot.RoleLead}
	k.do(bot.AgentReleased{Agent: other, Reason: "fini"})
	k.mode(bot.Guided)
	if got := k.alerts(); !slices.Contains(got, "released agent") {
		t.Fatalf("alerts %v", got)
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	with := func(role bot.Role) bot.Agent { return bot.Agent{ID: "x", Role: role} }
	k := inMode(t, bot.Queued)
	for role, want := range map[bot.Role]string{
		bot.RoleAgent: "claim note", bot.RoleLead: "claim note resolve assign erase", bot.RoleAdmin: "note erase", bot.RoleViewer: "", bot.RoleAuditor: "",
	} {
		if got := words(k.s.MayDo(with(role))); got != want {
			t.Errorf("%s in the queue: %q, want %q", role, got, want)
		}
	}
	k = inMode(t, bot.WithAgent)
	for role, want := range map[bot.Role]string{
		bot.RoleAgent: "note", bot.RoleLead: "take note offer put_back release resolve assign erase", bot.RoleAdmin: "note erase",
	} {
		if got := words(k.s.MayDo(with(role))); got != want {
			t.Errorf("%s beside an owner: %q, want %q", role, got, want)
		}
	}
	if got := words(k.s.MayDo(camille)); got != "say note offer put_back release resolve" {
		t.Errorf("the owner: %q", got)
	}
	demoted := camille
	demoted.Role = bot.RoleViewer // edge 11: later clicks are refused
	k.do(bot.AgentSaid{Agent: demoted, Text: "bonjour"})
	k.refused(bot.RefusedRole)
}

func words(acts []bot.Action) string {
	var out []string
	for _, act := range acts {
		out = append(out, string(act))
	}
	return strings.Join(out, " ")
}

// Row 4: whoever comes unasked says why; edge 21: an agent is not their own agent.
func TestWhoComesUnaskedSaysWhy(t *testing.T) {
	staff := camille
	staff.Role = bot.RoleAgent
	k := opened(t, wednesday, "paper")
	k.do(bot.AgentClaimed{Agent: staff})
	k.refused(bot.RefusedReason)
	k.do(bot.AgentClaimed{Agent: staff, Reason: "tourne en rond", Self: true})
	k.refused(bot.RefusedSelf)
	k.do(bot.AgentClaimed{Agent: staff, Reason: "tourne en rond"})
	k.owner(staff)
}

func TestNotesStayAmongColleagues(t *testing.T) {
	k := inMode(t, bot.Queued)
	k.do(bot.AgentClaimed{Agent: camille, Notes: true})
	k.do(bot.AgentSaid{Agent: camille, Text: "hm"})
	k.refused(bot.RefusedNotes)
	k.do(bot.AgentNoted{Agent: sam, Text: "hm"})
	k.silent()
	if note, ok := effect[bot.Note](k.turn); !ok || note.By.ID != sam.ID || note.Of == "" {
		t.Fatalf("effects %v", k.turn.Effects)
	}
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour", Send: true})
	k.hears("bonjour")
	k.do(bot.AgentClaimed{Agent: camille})
	k.silent()
	k.do(bot.AgentSaid{Agent: camille, Text: "encore"})
	k.hears("encore")
}

// Edge cases 5 to 7.
func TestEditsAndDeletesAreCarriedBothWays(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
	say := says(k.turn)[0]
	if say.Of == "" {
		t.Fatal("an agent's line has no name")
	}
	k.do(bot.AgentEdited{Agent: camille, Line: say.Of, Text: "bonsoir", Wrote: k.now.Add(-minute)})
	k.silent()
	if amend, _ := effect[bot.Amend](k.turn); amend != (bot.Amend{To: home, Of: say.Of, Text: "bonsoir"}) {
		t.Fatalf("amends %+v", amend)
	}
	k.do(bot.AgentEdited{Agent: camille, Line: say.Of, Text: "envoyez-moi le code"})
	k.refused(bot.RefusedAsks)
	k.do(bot.AgentEdited{Agent: camille, Line: say.Of, Text: "bonne nuit", Wrote: k.now.Add(-hour)})
	k.hears("agent: <case_correction text=bonne nuit>")
	k.do(bot.AgentDeleted{Agent: sam, Line: say.Of})
	k.refused(bot.RefusedHeld)
	k.do(bot.AgentDeleted{Agent: camille, Line: say.Of})
	if amend, _ := effect[bot.Amend](k.turn); !amend.Gone || amend.To != home {
		t.Fatalf("amends %+v", amend)
	}
	step := k.s.Stack
	k.write("laser", bot.Reading{Option: "laser"})
	relay, _ := effect[bot.Relay](k.turn)
	k.do(bot.Edited{Line: relay.Of, Text: "inkjet"})
	if amend, _ := effect[bot.Amend](k.turn); amend != (bot.Amend{Of: relay.Of, Text: "inkjet"}) || !reflect.DeepEqual(k.s.Stack, step) {
		t.Fatalf("amends %+v", amend)
	}
	k.do(bot.AgentReleased{Agent: camille})
	k.do(bot.AgentDeleted{Agent: camille, Line: say.Of}) // still theirs
	k.refused("")
}

func TestWhatIsTakenBackIsForgotten(t *testing.T) {
	k := begin(t, wednesday)
	k.do(bot.Said{Text: "mon bourrage", Reading: bot.Reading{Sure: true, Guesses: []bot.Guess{{Flow: "jam"}}}})
	line := bot.EventID("1")
	k.press(bot.CmdHuman)
	if card := k.engine.Card(k.s, "fr"); card.Words != "mon bourrage" {
		t.Fatalf("card %+v", card)
	}
	k.do(bot.Edited{Line: line, Text: "mon  bourrage\nici"})
	if card := k.engine.Card(k.s, "fr"); card.Words != "mon bourrage ici" {
		t.Fatalf("words %q", card.Words)
	}
	k.do(bot.Deleted{Line: line})
	if card := k.engine.Card(k.s, "fr"); card.Words != "" || strings.Contains(encoded(t, k.s), "bourrage") {
		t.Fatalf("words %q", card.Words)
	}
}

// Edge 16.
func TestWhatIsNoTextIsExplained(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.Unsupported{What: "voice"})
	k.hears("system: <unsupported")
	relay, _ := effect[bot.Relay](k.turn)
	if relay.In("fr") != "[message vocal, non transmis]" || relay.In("en") != "[voice message, not carried]" {
		t.Fatalf("relayed %q", relay.In("fr"))
	}
	k = opened(t, wednesday, "paper")
	k.do(bot.Unsupported{What: "sticker"})
	k.hears("<unsupported", "[jam/kind]")
}

// Row 21 and edge 8.
func TestAPersonWhomNothingReaches(t *testing.T) {
	k := inMode(t, bot.WithAgent)
	k.do(bot.Undelivered{Line: "l"})
	if got := k.alerts(); !slices.Equal(got, []string{"undelivered owner"}) {
		t.Fatalf("alerts %v", got)
	}
	k.do(bot.Undelivered{Line: "l", Gone: true})
	k.wait(24 * hour)
	k.owner(camille) // the clocks stand still
	k.write("me revoilà", bot.Reading{})
	if got := k.alerts(); !slices.Contains(got, "reached owner") || !k.s.Case.Unreachable.IsZero() {
		t.Fatalf("alerts %v", got)
	}
	k.do(bot.Undelivered{Gone: true})
	k.wait(8 * 24 * hour)
	if k.s.Case.Result != bot.ResultUnreachable {
		t.Fatalf("case %+v", k.s.Case)
	}
}

// Row 22 and edge 38: what is left says only that it was there.
func TestErasureInTheMiddle(t *testing.T) {
	for _, mode := range []bot.Mode{bot.Guided, bot.Queued, bot.Deferred, bot.WithAgent} {
		k := inMode(t, mode)
		k.write("secret de famille", bot.Reading{})
		k.do(bot.Erased{Agent: sam})
		k.refused(bot.RefusedRole)
		k.do(bot.Erased{Agent: lead})
		k.hears("<erased")
		if len(k.s.Wakes)+len(k.s.Stack)+len(k.s.Tried) > 0 || strings.Contains(encoded(t, k.s), "famille") {
			t.Fatalf("%s: left %s", mode, encoded(t, k.s))
		}
		if _, unshown := effect[bot.Unshow](k.turn); unshown != (mode != bot.Guided) {
			t.Fatalf("%s: effects %v", mode, k.turn.Effects)
		}
		k.write("bonjour", bot.Reading{})
		k.stands("menu", "what")
	}
}

func TestAnOutageOfTheDeskIsToldOnce(t *testing.T) {
	k := inMode(t, bot.Queued)
	k.do(bot.DeskFailed{})
	k.hears("<case_desk_down")
	k.do(bot.DeskFailed{})
	k.silent()
	k.do(bot.DeskFailed{Back: true})
	k.hears("<case_desk_back")
}

// Edge 25.
func TestAnAgentIsRemindedThatTheDeskHasClosed(t *testing.T) {
	k := opened(t, wednesday.Add(6*hour+45*minute), "paper")
	k.do(bot.AgentClaimed{Agent: camille})
	k.beside(40 * minute)
	if k.mode(bot.WithAgent); k.s.Case.Owner == nil {
		t.Fatal("taken away")
	}
	seen := false
	k.do(bot.AgentSaid{Agent: camille, Text: "presque"})
	for _, p := range k.s.Wakes {
		if p.Name == "desk" {
			k.now = p.Due.In(eastern)
			k.do(bot.Woke{Name: p.Name, Generation: p.Generation})
			seen = slices.Contains(k.alerts(), "after_hours owner")
		}
	}
	if !seen {
		t.Fatalf("wakes %v, alerts %v", k.s.Wakes, k.alerts())
	}
}

func TestACaseMayEndInOtherWaysThanSolved(t *testing.T) {
	for result, want := range map[bot.Result]struct {
		phrase  string
		outcome bot.Outcome
		rated   bool
	}{
		"":                  {"<case_resolved", bot.Resolved, true},
		bot.ResultElsewhere: {"<case_ended", bot.SelfService, true},
		bot.ResultUnsolved:  {"<case_ended", bot.NotSupported, false},
		bot.ResultNoAnswer:  {"<case_no_answer", bot.Abandoned, false},
	} {
		k := inMode(t, bot.WithAgent)
		k.do(bot.AgentResolved{Agent: camille, Result: result})
		k.hears(want.phrase)
		if rated := strings.Contains(heard(k.turn), "<feedback_ask"); k.turn.Outcome != want.outcome || rated != want.rated {
			t.Errorf("%q: outcome %q, asked whether it helped %v", result, k.turn.Outcome, rated)
		}
	}
}

// Sessions and lines that an earlier release wrote are read, and nobody loses a case for it.
func TestASessionFromBeforeTheClocksIsRead(t *testing.T) {
	old := `{"id":"terminal:me","home":"terminal:me","lang":"fr","seq":4,"book":"r1","stack":[{"flow":"jam","step":"kind"}],` +
		`"case":{"state":"held","since":"2026-11-18T15:00:00Z","owner":{"id":"u1","name":"Camille"},"scoped":true},"met":true,"touched":"2026-11-18T15:00:00Z"}`
	k := begin(t, wednesday)
	if err := json.Unmarshal([]byte(old), &k.s); err != nil {
		t.Fatal(err)
	}
	k.write("allo?", bot.Reading{})
	k.wait(9 * minute)
	k.owner(camille)
	k.do(bot.AgentSaid{Agent: camille, Text: "bonjour"})
	k.hears("bonjour")
	k.do(bot.AgentReleased{Agent: camille})
	k.stands("jam", "kind")
	for _, line := range []string{`{"kind":"relay","body":{"text":"vite"}}`, `{"kind":"show_case","body":{"case":{"state":"queued","since":"2026-11-18T15:00:00Z"}}}`} {
		if _, err := bot.UnmarshalEffect([]byte(line)); err != nil {
			t.Error(err)
		}
	}
	for _, event := range []string{`{"kind":"agent_claimed","body":{"agent":{"id":"u1","name":"C"}}}`, `{"kind":"agent_released","body":{"agent":{"id":"u1"}}}`, `{"kind":"undelivered","body":{"line":"l"}}`} {
		if _, err := bot.UnmarshalEvent([]byte(event)); err != nil {
			t.Error(err)
		}
	}
}
