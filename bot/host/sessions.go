package host

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The largest batch of sessions read at once, how long a turn waits for that before the record is asked, and
// how long the batch may go on: longer, so that where sessions live it is noticed that it took too long.
const (
	mostReads = 128
	liveTime  = 50 * time.Millisecond
	batchTime = time.Second
)

// sessions finds the session that a turn starts from: where sessions live, else in the record. What
// lives there may be old; then the record's fence says so, and the record is asked.
type sessions struct {
	live    Sessions // nil: the record alone
	record  Record
	reads   *batcher[bot.ConversationID, *bot.Session]
	writes  *batcher[[]bot.Session, error]
	metrics *Metrics
}

func newSessions(live Sessions, record Record, metrics *Metrics) *sessions {
	s := &sessions{live: live, record: record, metrics: metrics}
	s.reads = newBatcher(mostReads, s.get)
	s.writes = newBatcher(1, s.set)
	return s
}

// load is the session of a conversation, begun now when nothing has happened in it. Sure asks the record.
func (s *sessions) load(ctx context.Context, in bot.Envelope, sure bool) (bot.Session, error) {
	id := bot.ConversationID(in.Where)
	if s.live != nil && !sure {
		found := s.lives(ctx, id)
		if s.metrics.session(found != nil); found != nil {
			return *found, nil
		}
	}
	session, err := s.record.Load(ctx, id)
	if errors.Is(err, bot.ErrNoSession) {
		return bot.NewSession(in.Where, in.At), nil
	}
	if err != nil {
		return session, fmt.Errorf("load %s: %w", id, err)
	}
	return session, nil
}

// lives is the session where sessions live; nil when it cannot be had there in time: the record knows.
func (s *sessions) lives(ctx context.Context, id bot.ConversationID) *bot.Session {
	ctx, cancel := context.WithTimeout(ctx, liveTime)
	defer cancel()
	found, err := s.reads.ask(ctx, id)
	if err != nil || found == nil || found.ID != id {
		return nil
	}
	return found
}

// get reads many at once.
func (s *sessions) get(ids []bot.ConversationID) []*bot.Session {
	ctx, cancel := context.WithTimeout(context.Background(), batchTime)
	defer cancel()
	out := make([]*bot.Session, len(ids))
	found, _ := s.live.Get(ctx, ids...) // what was found beside an error counts
	for i, id := range ids {
		if session, ok := found[id]; ok {
			out[i] = &session
		}
	}
	return out
}

// mistrust looks at a session that was stale. When it is ahead of the record, as after a restore, or of a
// conversation that was erased, it is dropped where it lives: else every turn would begin with it.
func (s *sessions) mistrust(ctx context.Context, stale bot.Session) {
	if s.live == nil {
		return
	}
	kept, err := s.record.Load(ctx, stale.ID)
	if err == nil && (kept.Seq < stale.Seq || kept.Started != stale.Started) || errors.Is(err, bot.ErrNoSession) {
		_ = s.live.Drop(ctx, stale.ID) // it is tried again with the next turn
	}
}

// put keeps the sessions for the next turn. A failure costs a look into the record, and no more.
func (s *sessions) put(fresh []bot.Session) {
	if s.live == nil || len(fresh) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), liveTime)
	defer cancel()
	failed, err := s.writes.ask(ctx, fresh)
	if errors.Join(failed, err) != nil {
		s.metrics.sessionsLost(len(fresh))
	}
}

// set writes what one batch of turns led to. It is a batch of its own: a Put that does not come back
// must not hold up the committer.
func (s *sessions) set(fresh [][]bot.Session) []error {
	ctx, cancel := context.WithTimeout(context.Background(), batchTime)
	defer cancel()
	errs := make([]error, len(fresh))
	for i := range fresh {
		errs[i] = s.live.Put(ctx, fresh[i]...)
	}
	return errs
}
