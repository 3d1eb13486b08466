package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/sqlite"
)

// TestKilled has a process commit, lease and settle, and say what was answered; it is killed at a
// random moment, again and again. What was answered must be in the record.
func TestKilled(t *testing.T) {
	if path, is := isOther(); is {
		if err := work(t.Context(), path); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		return
	}
	path := tempFile(t)
	told := told{seqs: map[string]uint64{}, sent: map[string]bool{}}
	const rounds = 30
	for round := range rounds {
		worker := start(t, t.Name(), path)
		if round%3 > 0 && !worker.says.Scan() { // each third may be killed while it opens the record
			t.Fatalf("round %d: the process did not begin", round)
		}
		time.Sleep(rand.N(80 * time.Millisecond))
		told.read(t, worker.kill())
		told.check(t, path)
		if t.Failed() {
			t.Fatalf("after round %d", round)
		}
	}
	t.Logf("killed %d times: %d turns and %d sent lines answered, all there", rounds, told.turns(), len(told.sent))
}

// work goes on with five conversations until it is killed.
func work(ctx context.Context, path string) error {
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	fmt.Println("begun")
	for {
		if err := workOn(ctx, store); err != nil {
			return err
		}
		if err := deliverSome(ctx, store); err != nil {
			return err
		}
	}
}

// workOn commits a turn of some conversations, and says which are answered.
func workOn(ctx context.Context, store *sqlite.Store) error {
	var turns []bot.Commit
	for _, i := range rand.Perm(5)[:1+rand.IntN(5)] {
		place := bot.Address(fmt.Sprint("terminal:", i))
		session, err := store.Load(ctx, bot.ConversationID(place))
		if err != nil && !errors.Is(err, bot.ErrNoSession) {
			return err
		}
		turns = append(turns, turn(place, session.Seq))
	}
	for i, kept := range store.Commit(ctx, turns) {
		if kept.Err != nil {
			return kept.Err
		}
		fmt.Println("turn", turns[i].Turn.Session.ID, turns[i].Turn.Session.Seq)
	}
	return nil
}

// deliverSome sends a line of each conversation, and says which are settled.
func deliverSome(ctx context.Context, store *sqlite.Store) error {
	lines, err := store.Lease(ctx, time.Now(), 5)
	if err != nil {
		return err
	}
	settled := make([]bot.Settlement, len(lines))
	for i, line := range lines {
		settled[i] = bot.Settlement{Line: line, State: bot.LineSent}
	}
	if _, err := store.Settle(ctx, settled); err != nil {
		return err
	}
	for _, line := range lines {
		fmt.Println("sent", line.ID())
	}
	return nil
}
