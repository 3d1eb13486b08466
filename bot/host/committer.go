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
	*batcher[bot.Commit, bot.Kept]
	record   Record
	sessions *sessions
	metrics  *Metrics
	told     func(bot.Commit, bot.Kept) // what became of each turn, whether or not anybody still waits for it
}

func newCommitter(record Record, sessions *sessions, metrics *Metrics, told func(bot.Commit, bot.Kept)) *committer {
	c := &committer{record: record, sessions: sessions, metrics: metrics, told: told}
	c.batcher = newBatcher(mostTurns, c.commit)
	return c
}

// commit stores the turns, one of each conversation at a time, and puts the sessions that they led
// to where the next turn reads them.
func (c *committer) commit(turns []bot.Commit) []bot.Kept {
	kept := make([]bot.Kept, len(turns))
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

func (c *committer) store(turns []bot.Commit, which []int, kept []bot.Kept) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	batch := make([]bot.Commit, len(which))
	for i, w := range which {
		batch[i] = turns[w]
	}
	began := time.Now()
	results := c.record.Commit(ctx, batch)
	c.metrics.commit(len(batch), time.Since(began))
	fresh := make([]bot.Session, 0, len(batch))
	for i, turn := range batch {
		result := bot.Kept{Err: errBroken} // a turn that the record does not speak of was not kept
		if len(results) == len(batch) {
			result = results[i]
		}
		if result.Err == nil {
			fresh = append(fresh, turn.Turn.Session)
		}
		kept[which[i]] = result
		c.told(turn, result)
	}
	c.sessions.put(fresh)
}
