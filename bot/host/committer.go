package host

import (
	"context"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The largest batch of turns, and how long one transaction may take. Longer means that the record is away.
const (
	mostTurns  = 128
	commitTime = 8 * time.Second
)

// committer writes turns into the record, all that wait in one transaction, one batch at a time:
// more than one committer a process is slower.
type committer struct {
	*batcher[bot.Commit, stored]
	record   Record
	sessions *sessions
	metrics  *Metrics
	told     func(bot.Commit, bot.Kept) // what became of each turn, whether or not anybody still waits for it
}

// stored is what became of a turn. The next one of its conversation may begin once it is there, where live
// sessions are read; meanwhile the next batch is on its way into the record.
type stored struct {
	bot.Kept
	there <-chan struct{}
}

// keep waits until a turn is in the record, and its session where the next one reads it.
func (c *committer) keep(ctx context.Context, turn bot.Commit) (bot.Kept, error) {
	out, err := c.ask(ctx, turn)
	if err == nil && out.there != nil {
		<-out.there
	}
	return out.Kept, err
}

func newCommitter(record Record, sessions *sessions, metrics *Metrics, told func(bot.Commit, bot.Kept)) *committer {
	c := &committer{record: record, sessions: sessions, metrics: metrics, told: told}
	c.batcher = newBatcher(mostTurns, c.commit)
	return c
}

// commit stores the turns, one of each conversation at a time, and puts the sessions that they led
// to where the next turn reads them.
func (c *committer) commit(turns []bot.Commit) []stored {
	kept := make([]stored, len(turns))
	left := make([]int, len(turns))
	for i := range left {
		left[i] = i
	}
	for len(left) > 0 {
		var now, later []int
		taken := map[bot.ConversationID]bool{}
		for _, i := range left {
			if id := turns[i].Turn.Session.ID; !taken[id] {
				taken[id] = true
				now = append(now, i)
				continue
			}
			later = append(later, i)
		}
		c.store(turns, now, kept)
		left = later
	}
	return kept
}

func (c *committer) store(turns []bot.Commit, which []int, kept []stored) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	batch := make([]bot.Commit, len(which))
	for i, w := range which {
		batch[i] = turns[w]
	}
	began := time.Now()
	results := c.record.Commit(ctx, batch)
	c.metrics.commit(len(batch), time.Since(began))
	there := make(chan struct{})
	fresh := make([]bot.Session, 0, len(batch))
	for i, turn := range batch {
		result := bot.Kept{Err: errBroken} // a turn that the record does not speak of was not kept
		if len(results) == len(batch) {
			result = results[i]
		}
		if result.Err == nil {
			fresh = append(fresh, turn.Turn.Session)
		}
		kept[which[i]] = stored{result, there}
		c.told(turn, result)
	}
	go func() {
		defer close(there)
		c.sessions.put(fresh)
	}()
}
