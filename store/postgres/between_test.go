//go:build integration

package postgres_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/postgres"
)

// other is somebody else's transaction, so that what happens between two looks at a row is no chance.
type other struct {
	pgx.Tx
	t *testing.T
}

// begin begins a transaction that does something and does not end yet.
func begin(t *testing.T, url, script string) other {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	tx, err := conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), script); err != nil {
		t.Fatal(err)
	}
	return other{tx, t}
}

// during has something done until it waits for the transaction or for another that does, or is done.
func (o other) during(do func()) (done chan struct{}) {
	o.t.Helper()
	done = make(chan struct{})
	var before, waiting int
	o.ask(&before)
	go func() {
		defer close(done)
		do()
	}()
	for waiting <= before {
		select {
		case <-done:
			return done
		case <-time.After(5 * time.Millisecond):
			o.ask(&waiting)
		}
	}
	return done
}

// ask counts who waits, in the whole cluster: tests that are at work at the same time would be in the way.
func (o other) ask(waiting *int) {
	if err := o.QueryRow(o.t.Context(), `select count(distinct pid) from pg_locks where not granted`).Scan(waiting); err != nil {
		o.t.Error(err)
	}
}

// end commits, and waits until what was done meanwhile is.
func (o other) end(done ...chan struct{}) {
	o.t.Helper()
	if err := o.Commit(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	for _, one := range done {
		<-one
	}
}

func oneLine(t *testing.T, store *postgres.Store, at time.Time) bot.Line {
	t.Helper()
	lines, err := store.Lease(t.Context(), at, 10)
	if err != nil || len(lines) != 1 {
		t.Fatalf("leased %v (%v), want one line", lines, err)
	}
	return lines[0]
}

// oneProbe is the one line of unknown fate.
func oneProbe(t *testing.T, store *postgres.Store, at time.Time) bot.Line {
	t.Helper()
	lines, err := store.Uncertain(t.Context(), at, 10)
	if err != nil || len(lines) != 1 {
		t.Fatalf("to be probed %v (%v), want one line", lines, err)
	}
	return lines[0]
}

func TestSettlementOfALeaseThatIsJustTakenOver(t *testing.T) {
	url := cluster.Database(t)
	store := open(t, url)
	commit(t, store, turn("terminal:me", 0))
	settled := bot.Settlement{Line: oneLine(t, store, now), State: bot.LineSent}
	takeover := begin(t, url, `update outbox set attempt = 2 where part = 0`)
	takeover.end(takeover.during(func() {
		if _, err := store.Settle(t.Context(), []bot.Settlement{settled}); err != nil {
			t.Error(err)
		}
	}))
	if line := oneProbe(t, store, now.Add(time.Minute)); line.ID() != "terminal:me/1/0" || line.Attempt != 3 {
		t.Errorf("leased %s in attempt %d, want the first line in attempt 3", line.ID(), line.Attempt)
	}
}

func TestClaimWhileALineIsJustLeased(t *testing.T) {
	url := cluster.Database(t)
	store := open(t, url)
	commit(t, store, turn("terminal:me", 0))
	claim := turn("terminal:me", 1)
	claim.Turn.Effects = []bot.Effect{bot.Hush{}}
	lease := begin(t, url, `update outbox set state = 'leased', attempt = 1 where part = 0`)
	lease.end(lease.during(func() { commit(t, store, claim) }))
	if line := oneProbe(t, store, now.Add(time.Minute)); line.ID() != "terminal:me/1/0" || line.Attempt != 2 {
		t.Errorf("leased %s in attempt %d, want the first line in attempt 2", line.ID(), line.Attempt)
	}
}

// TestLineThatComesWhileTheOneBeforeIsSettled has the one wait with its work done and not committed
// when the other begins, each way round. A trigger waits for a lock that we hold.
func TestLineThatComesWhileTheOneBeforeIsSettled(t *testing.T) {
	for first, trigger := range map[string]string{
		"the commit":     "insert on outbox for each row when (new.seq = 2)",
		"the settlement": "update on outbox for each row when (new.state = 'sent')",
	} {
		t.Run(first, func(t *testing.T) {
			url := cluster.Database(t)
			store := open(t, url)
			before, after := turn("terminal:me", 0), turn("terminal:me", 1)
			before.Turn.Effects, after.Turn.Effects = before.Turn.Effects[:1], after.Turn.Effects[:1]
			commit(t, store, before)
			settled := bot.Settlement{Line: oneLine(t, store, now), State: bot.LineSent, Take: true}
			run(t, url, `create function wait() returns trigger language plpgsql as
				$$ begin perform pg_advisory_xact_lock(1); return new; end $$; create trigger wait before `+trigger+` execute function wait()`)

			var next []bot.Line
			commits := func() { commit(t, store, after) }
			settles := func() {
				var err error
				if next, err = store.Settle(t.Context(), []bot.Settlement{settled}); err != nil {
					t.Error(err)
				}
			}
			hold := begin(t, url, `select pg_advisory_xact_lock(1)`)
			if first == "the commit" {
				hold.end(hold.during(commits), hold.during(settles))
			} else {
				hold.end(hold.during(settles), hold.during(commits))
			}
			lines, err := store.Lease(t.Context(), now, 10)
			if lines = append(lines, next...); err != nil || len(lines) != 1 || lines[0].Seq != 2 {
				t.Errorf("given %v (%v), want the second line", lines, err)
			}
		})
	}
}
