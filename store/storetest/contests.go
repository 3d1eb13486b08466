package storetest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/helpaide/helpaide/bot"
)

func contests() []promise {
	return []promise{
		{"three committers lose and double nothing of 4,000 events", contest},
		{"a line is cancelled or given, never both", cancelledOrGiven},
		{"a line that comes while the last one is settled is not left behind", comes},
	}
}

// contest has three processes, each with one committer, at the same conversations. Every tenth event is
// told to two of them.
func contest(r rig) {
	const events, conversations = 4000, 40
	var queues [3][]bot.Envelope
	for i := range events {
		place := bot.Address(fmt.Sprint("terminal:", i%conversations))
		event := bot.Envelope{ID: bot.EventID(fmt.Sprint("event ", i)), Where: place, At: morning(), Event: bot.Said{Text: "x"}}
		queues[i%3] = append(queues[i%3], event)
		if i%10 == 0 {
			queues[(i+1)%3] = append(queues[(i+1)%3], event)
		}
	}
	r.together(len(queues), func(i int) error { return r.committer(fmt.Sprint("process ", i), queues[i]) })
	for i := range conversations {
		r.whole(bot.ConversationID(fmt.Sprint("terminal:", i)), events/conversations)
	}
}

// committer commits a queue in batches of at most one turn a conversation. What was stale waits for the
// next batch.
func (r rig) committer(token string, queue []bot.Envelope) error {
	for len(queue) > 0 {
		batch, rest, err := r.nextBatch(token, queue)
		if err != nil {
			return err
		}
		for i, kept := range r.store.Commit(r.Context(), batch) {
			switch {
			case errors.Is(kept.Err, bot.ErrStale):
				rest = append(rest, batch[i].Cause)
			case kept.Err != nil && !errors.Is(kept.Err, bot.ErrSeen):
				return kept.Err
			}
		}
		queue = rest
	}
	return nil
}

func (r rig) nextBatch(token string, queue []bot.Envelope) (batch []bot.Commit, rest []bot.Envelope, err error) {
	in := map[bot.Address]bool{}
	for _, event := range queue {
		if in[event.Where] || len(batch) == 128 {
			rest = append(rest, event)
			continue
		}
		in[event.Where] = true
		session, err := r.store.Load(r.Context(), bot.ConversationID(event.Where))
		if errors.Is(err, bot.ErrNoSession) {
			session, err = begin(event.Where), nil
		}
		if err != nil {
			return nil, nil, err
		}
		session.Misses++
		batch = append(batch, signed(token, caused(turn(session, say(string(event.ID))), event)))
	}
	return batch, rest, nil
}

// whole checks that a conversation has so many turns, each once in the session, the journal and the
// outbox.
func (r rig) whole(id bot.ConversationID, turns int) {
	r.Helper()
	if session := r.load(id); session.Seq != uint64(turns) || session.Misses != turns {
		r.Errorf("%s is at turn %d with %d counted, want %d", id, session.Seq, session.Misses, turns)
	}
	seqs, err := r.store.Seqs(r.Context(), id)
	if err != nil || len(seqs) != turns || seqs[0] != 1 || seqs[turns-1] != uint64(turns) || !slices.IsSorted(seqs) {
		r.Errorf("%s has %d turns in its journal (%v), want %d", id, len(seqs), err, turns)
	}
}

// comes has a sender at work while lines are committed: each is taken by the one or by the other, and
// nobody has to look for it.
func comes(r rig) {
	const many = 300
	left := map[string]int{}
	send := func(line *bot.Line) error {
		for line != nil {
			left[line.ID()]++
			next, err := r.store.Settle(r.Context(), []bot.Settlement{taking(sent(*line))})
			if err != nil {
				return err
			}
			line = nil
			if len(next) > 0 {
				line = &next[0]
			}
		}
		return nil
	}
	taken := make(chan *bot.Line, many)
	r.together(2, func(i int) error {
		if i == 0 {
			defer close(taken)
			return r.sayMany(many, taken)
		}
		for line := range taken {
			if err := send(line); err != nil {
				return err
			}
		}
		return nil
	})
	for id, times := range left {
		if times != 1 {
			r.Errorf("%s was given %d times", id, times)
		}
	}
	if len(left) != many {
		r.Errorf("%d lines left, want %d", len(left), many)
	}
}

// sayMany commits turns of one line each and hands on what it takes.
func (r rig) sayMany(many int, taken chan<- *bot.Line) error {
	session := begin(home)
	for range many {
		commit := turn(session, say("x"))
		commit.Take = true
		kept := r.store.Commit(r.Context(), []bot.Commit{commit})[0]
		if kept.Err != nil {
			return kept.Err
		}
		if kept.Next != nil {
			taken <- kept.Next
		}
		session = commit.Turn.Session
	}
	return nil
}
