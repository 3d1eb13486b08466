package host

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The largest batch of sessions read at once, and how long that may take before the record is asked.
const (
	mostReads = 128
	readTime  = 2 * time.Second
)

// sessions finds the session that a turn starts from: where sessions live, else in the record. What
// lives there may be old; then the record's fence says so, and the record is asked.
type sessions struct {
	live    Sessions // nil: the record alone
	record  Record
	reads   *batcher[bot.ConversationID, *bot.Session]
	metrics *Metrics
}

func newSessions(live Sessions, record Record, metrics *Metrics) *sessions {
	s := &sessions{live: live, record: record, metrics: metrics}
	s.reads = newBatcher(mostReads, s.get)
	return s
}

// load is the session of a conversation, begun now when nothing has happened in it. Sure asks the record.
func (s *sessions) load(ctx context.Context, in bot.Envelope, sure bool) (bot.Session, error) {
	id := bot.ConversationID(in.Where)
	if s.live != nil && !sure {
		found, err := s.reads.ask(ctx, id)
		if err != nil {
			return bot.Session{}, fmt.Errorf("load %s: %w", id, err)
		}
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

// get reads many at once. What cannot be had is a miss: the record knows.
func (s *sessions) get(ids []bot.ConversationID) []*bot.Session {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	out := make([]*bot.Session, len(ids))
	found, err := s.live.Get(ctx, ids...)
	if err != nil {
		return out
	}
	for i, id := range ids {
		if session, ok := found[id]; ok {
			out[i] = &session
		}
	}
	return out
}

// mistrust looks at a session that was stale. When it is ahead of the record, as after a restore, it is
// dropped where it lives: else every turn would begin with it.
func (s *sessions) mistrust(ctx context.Context, stale bot.Session) {
	if s.live == nil {
		return
	}
	kept, err := s.record.Load(ctx, stale.ID)
	if err == nil && kept.Seq < stale.Seq || errors.Is(err, bot.ErrNoSession) {
		_ = s.live.Drop(ctx, stale.ID) // it is tried again with the next turn
	}
}

// put keeps the sessions for the next turn. A failure costs a look into the record, and no more.
func (s *sessions) put(ctx context.Context, fresh []bot.Session) {
	if s.live == nil || len(fresh) == 0 {
		return
	}
	if err := s.live.Put(ctx, fresh...); err != nil {
		s.metrics.sessionsLost(len(fresh))
	}
}
