package sqlite_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// told is what a process that was killed had answered.
type told struct {
	seqs map[string]uint64 // the last turn, by conversation
	sent map[string]bool   // ids of lines
}

func (o told) read(t *testing.T, lines []string) {
	t.Helper()
	for _, line := range lines {
		var what, id string
		var seq uint64
		n, _ := fmt.Sscan(line, &what, &id, &seq)
		switch {
		case what == "turn" && n == 3:
			o.seqs[id] = max(o.seqs[id], seq)
		case what == "sent" && n >= 2:
			o.sent[id] = true
		case what == "begun":
		default:
			t.Logf("cut short: %q", line)
		}
	}
}

func (o told) turns() (n uint64) {
	for _, seq := range o.seqs {
		n += seq
	}
	return n
}

// check opens the record and compares.
func (o told) check(t *testing.T, path string) {
	t.Helper()
	store := open(t, path)
	seqs := map[string]uint64{}
	ids, err := store.Sessions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		session, err := store.Load(t.Context(), id)
		entries, err2 := store.Journal(t.Context(), id)
		if err != nil || err2 != nil || uint64(len(entries)) != session.Seq {
			t.Errorf("%s: %d entries, turn %d, %v, %v", id, len(entries), session.Seq, err, err2)
		}
		for i, entry := range entries {
			if entry.Seq != uint64(i+1) {
				t.Errorf("%s: entry %d is turn %d", id, i+1, entry.Seq)
			}
		}
		seqs[string(id)] = session.Seq
	}
	for id, seq := range o.seqs {
		if seqs[id] < seq {
			t.Errorf("%s: turn %d was answered, turn %d is there", id, seq, seqs[id])
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	o.checkOutbox(t, path, seqs)
}

// checkOutbox checks that each turn has its two lines, that they were sent in order, and that those
// answered as sent are.
func (o told) checkOutbox(t *testing.T, path string, seqs map[string]uint64) {
	t.Helper()
	states := outboxOf(t, path)
	for id, seq := range seqs {
		var order []string
		for n := range seq * 2 {
			line := fmt.Sprintf("%s/%d/%d", id, n/2+1, n%2)
			order = append(order, states[line])
			delete(states, line)
			if o.sent[line] && order[n] != string(bot.LineSent) {
				t.Errorf("line %s was answered as sent, it is %q", line, order[n])
			}
		}
		unsent := max(0, slices.IndexFunc(order, func(s string) bool { return s != "sent" }))
		if slices.Contains(order, "") || unsent > 0 && slices.Contains(order[unsent:], "sent") {
			t.Errorf("%s: lines %v", id, order)
		}
	}
	if len(states) != 0 {
		t.Errorf("lines without a turn: %v", states)
	}
}

func outboxOf(t *testing.T, path string) map[string]string {
	t.Helper()
	db := raw(t, path)
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `select conversation || '/' || seq || '/' || part, state from outbox`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	states := map[string]string{}
	for rows.Next() {
		var id, state string
		if err := rows.Scan(&id, &state); err != nil {
			t.Fatal(err)
		}
		states[id] = state
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return states
}
