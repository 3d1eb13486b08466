package storetest

import (
	"fmt"
	"slices"
	"time"

	"github.com/helpaide/helpaide/bot"
)

func keeping() []promise {
	return []promise{
		{"what became of a case is told, and outlives the conversation", audited},
		{"a dossier has all of a conversation, and of no other", dossier},
		{"a turn computed before an erasure is stale", staleErased},
		{"a conversation that is over goes when its time is", talkPruned},
		{"what has something to do yet stays", busyStays},
		{"an open case keeps its conversation", openCaseStays},
		{"more than a batch is dropped", manyPruned},
		{"the audit is kept longer, and not for ever", auditPruned},
	}
}

const day = 24 * time.Hour

func (r rig) forgets(id bot.ConversationID) bot.Forgotten {
	r.Helper()
	forgotten, err := r.store.Forget(r.Context(), id)
	if err != nil {
		r.Fatalf("forget: %v", err)
	}
	return forgotten
}

func (r rig) dossier(id bot.ConversationID) bot.Dossier {
	r.Helper()
	d, err := r.store.Dossier(r.Context(), id)
	if err != nil {
		r.Fatalf("dossier: %v", err)
	}
	return d
}

// prune prunes what is over its time after so many days, but for marks.
func (r rig) prune(days int) int64 {
	r.Helper()
	keep := bot.UsualRetention()
	keep.Marks = 10_000 * day
	n, err := r.store.Prune(r.Context(), r.now().Add(time.Duration(days)*day), keep)
	if err != nil {
		r.Fatalf("prune: %v", err)
	}
	return n
}

// inCase is the session's next turn, after which its case is in a state.
func inCase(session bot.Session, event bot.Event, state bot.CaseState, owner *bot.Agent) bot.Commit {
	next := turn(session)
	next.Cause.Event = event
	next.Turn.Session.Case = &bot.Case{State: state, Since: morning(), Owner: owner}
	return next
}

// audits checks what the audit says of a conversation.
func (r rig) audits(id bot.ConversationID, want ...string) {
	r.Helper()
	var got []string
	for _, c := range r.dossier(id).Audit {
		if now := r.now(); c.At.After(now.Add(time.Minute)) || c.At.Before(now.Add(-time.Hour)) {
			r.Errorf("turn %d was audited at %s, it is %s", c.Seq, c.At, now)
		}
		got = append(got, fmt.Sprintf("%d %s %s: %s %s -> %s %s", c.Seq, c.Agent, c.Action, c.Before, c.BeforeOwner, c.After, c.AfterOwner))
	}
	if !slices.Equal(got, want) {
		r.Errorf("audit\n%q\nwant\n%q", got, want)
	}
}

func audited(r rig) {
	camille := bot.Agent{ID: "U1", Name: "Camille"}
	session := r.must(inCase(begin(home), bot.Chose{Option: "human"}, bot.CaseQueued, nil))
	session = r.must(inCase(session, bot.Said{Text: "allô?"}, bot.CaseQueued, nil)) // nothing changes
	held := inCase(session, bot.AgentClaimed{Agent: camille}, bot.CaseHeld, &camille)
	session = r.must(held)
	r.answers(bot.ErrSeen, signed("another", held))
	session = r.must(inCase(session, bot.AgentReleased{Agent: camille}, bot.CaseReleased, nil))
	session.Case = nil
	session = r.must(turn(session, bot.ShowCase{Case: bot.Case{State: bot.CaseWithdrawn, Since: morning()}}))
	r.must(inCase(begin("terminal:you"), bot.Chose{Option: "human"}, bot.CaseQueued, nil))
	want := []string{
		"1  chose:   -> queued ", "3 U1 agent_claimed: queued  -> held U1",
		"4 U1 agent_released: held U1 -> released ", "5  said: released  -> withdrawn ",
	}
	r.audits(session.ID, want...)
	r.must(inCase(session, bot.AgentClaimed{Agent: camille}, bot.CaseHeld, &camille))
	for range 2 { // the second one finds nothing, and says so nowhere
		r.forgets(session.ID)
	}
	r.audits(session.ID, append(want, "6 U1 agent_claimed: withdrawn  -> held U1", "6  erased: held U1 ->  ")...)
}

func dossier(r rig) {
	first := turn(begin(home), say("1"), say("2"), bot.Relay{Text: "3"}, nap(1, after(60)))
	session := r.must(first)
	r.must(turn(begin("terminal:you"), say("yours"), nap(1, after(60))))
	lines := r.lease(morning(), 2)
	i := slices.IndexFunc(lines, func(l bot.Line) bool { return l.Conversation == session.ID })
	r.settle(bot.Settlement{Line: lines[i], State: bot.LineReady, Reason: "timeout", After: after(1)})
	dead := bot.Envelope{ID: "dead", Where: home, At: morning(), Event: bot.Said{Text: "dead"}}
	r.bury(letter(caused(first, dead)))
	d := r.dossier(session.ID)
	r.same(d.Session, session)
	r.same(d.Alarms, []bot.Alarm{{Conversation: session.ID, Home: home, Wake: nap(1, after(60).UTC())}})
	if len(d.Entries) != 1 || d.Entries[0].ID != first.Cause.ID || len(d.Letters) != 1 || d.Letters[0].Cause.ID != "dead" || len(d.Audit) != 0 {
		r.Errorf("entries %v, letters %v, audit %v", d.Entries, d.Letters, d.Audit)
	}
	var got []string
	for _, line := range d.Lines {
		got = append(got, fmt.Sprintf("%s %s %s", line.ID(), line.State, line.Reason))
	}
	want := []string{"terminal:me/1/0 ready timeout", "terminal:me/1/1 ready ", "terminal:me/1/2 ready "}
	if !slices.Equal(got, want) {
		r.Errorf("lines %q, want %q", got, want)
	}
	r.same(d.Lines[1].Effect, say("2"))
	if n, err := r.store.Unsent(r.Context(), session.ID); n != 3 || err != nil {
		r.Errorf("%d lines are unsent (%v), want 3", n, err)
	}
	forgotten := r.forgets(session.ID)
	if forgotten != (bot.Forgotten{Turns: 1, Lines: 3, Wakes: 1, Letters: 1, Marks: 2, Session: true}) {
		r.Errorf("forgot %+v", forgotten)
	}
	left := r.dossier(session.ID)
	if left.Session != nil || len(left.Entries)+len(left.Lines)+len(left.Alarms)+len(left.Letters) != 0 {
		r.Errorf("left: %+v", left)
	}
	if n, err := r.store.Unsent(r.Context(), session.ID); n != 0 || err != nil {
		r.Errorf("%d lines are unsent (%v), want none", n, err)
	}
	r.audits(session.ID, "1  erased:   ->  ")
	if d := r.dossier("terminal:you"); d.Session == nil || len(d.Entries) != 1 || len(d.Lines) != 1 || len(d.Alarms) != 1 {
		r.Errorf("of another there is left %+v", d)
	}
}

func staleErased(r rig) {
	session := r.must(turn(begin(home), say("1")))
	late := turn(session, say("late"), nap(1, after(60)))
	r.forgets(session.ID)
	r.answers(bot.ErrStale, late)
	r.missing(session.ID)
	r.nothing(after(60))
	r.wakes(after(60))
	r.must(turn(bot.NewSession(home, after(1)), say("anew")))
	r.answers(bot.ErrStale, signed("another", late))
	r.says(morning(), "anew")
}

// over is a conversation in which all is said and done.
func (r rig) over(place bot.Address) bot.Session {
	r.Helper()
	session := r.must(turn(r.must(turn(begin(place), say("1"))), say("2")))
	r.says(r.now(), "1", "2")
	return session
}

func (r rig) seqs(id bot.ConversationID) []uint64 {
	r.Helper()
	seqs, err := r.store.Seqs(r.Context(), id)
	if err != nil {
		r.Fatalf("journal: %v", err)
	}
	return seqs
}

func talkPruned(r rig) {
	session := r.over(home)
	if n := r.prune(29); n != 0 || len(r.seqs(session.ID)) != 2 {
		r.Errorf("after 29 days %d rows were dropped", n)
	}
	if n := r.prune(31); n != 4 {
		r.Errorf("after 31 days %d rows were dropped, want 4", n)
	}
	r.missing(session.ID)
	if d := r.dossier(session.ID); d.Session != nil || len(d.Entries)+len(d.Lines) != 0 {
		r.Errorf("left: %+v", d)
	}
	r.answers(bot.ErrStale, turn(session))
	r.must(caused(turn(begin(home)), bot.Envelope{ID: "anew", Event: bot.Said{}}))
}

func busyStays(r rig) {
	waits := r.must(turn(begin("terminal:waits"), nap(1, after(60))))
	unsent := r.must(turn(begin("terminal:unsent"), say("1")))
	r.prune(31)
	r.same(r.load(waits.ID), waits)
	r.same(r.load(unsent.ID), unsent)
	alarm := r.wakes(after(60), "nap 1")[0]
	r.must(caused(turn(waits), alarm.Envelope(after(60))))
	r.says(r.now(), "1")
	r.prune(31)
	r.missing(waits.ID)
	r.missing(unsent.ID)
}

func openCaseStays(r rig) {
	for i, state := range []bot.CaseState{bot.CaseQueued, bot.CaseDeferred, bot.CaseHeld} {
		session := r.over(bot.Address(fmt.Sprint("terminal:", i)))
		session = r.must(inCase(session, bot.Said{}, state, nil))
		r.prune(400)
		r.same(r.load(session.ID), session)
		if got := r.seqs(session.ID); len(got) != 3 {
			r.Errorf("%s: the journal has %v", state, got)
		}
		r.must(inCase(session, bot.Said{}, bot.CaseClosed, nil))
		r.prune(31)
		r.missing(session.ID)
	}
}

func manyPruned(r rig) {
	const conversations, turns = 600, 3
	var batch []bot.Commit
	for seq := range turns {
		batch = batch[:0]
		for i := range conversations {
			session := begin(bot.Address(fmt.Sprint("terminal:", i)))
			session.Seq = uint64(seq)
			batch = append(batch, turn(session))
		}
		for i, err := range r.all(batch) {
			if err != nil {
				r.Fatalf("turn %d of %d: %v", seq, i, err)
			}
		}
	}
	if n := r.prune(31); n != conversations*turns {
		r.Errorf("%d rows were dropped, want %d", n, conversations*turns)
	}
	for i := range conversations {
		r.missing(bot.ConversationID(fmt.Sprint("terminal:", i)))
	}
}

func auditPruned(r rig) {
	session := r.must(inCase(begin(home), bot.Said{}, bot.CaseClosed, nil))
	r.prune(700)
	r.audits(session.ID, "1  said:   -> closed ")
	if n := r.prune(731); n != 1 {
		r.Errorf("%d rows were dropped, want 1", n)
	}
	r.audits(session.ID)
}
