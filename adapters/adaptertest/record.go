package adaptertest

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

// errAway is a record that does not answer.
var errAway = errors.New("the record is away")

// record is a real one that can be away. It has no clock of its own, so that the rig's counts.
type record struct {
	host.Outbox
	host.Alarms
	store *sqlite.Store
	away  atomic.Bool
}

func newRecord(store *sqlite.Store) *record {
	return &record{Outbox: store, Alarms: store, store: store}
}

func (r *record) Load(ctx context.Context, id bot.ConversationID) (bot.Session, error) {
	if r.away.Load() {
		return bot.Session{}, errAway
	}
	return r.store.Load(ctx, id)
}

func (r *record) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	if !r.away.Load() {
		return r.store.Commit(ctx, turns)
	}
	kept := make([]bot.Kept, len(turns))
	for i := range kept {
		kept[i].Err = errAway
	}
	return kept
}

func (r *record) Forget(ctx context.Context, id bot.ConversationID) (bot.Forgotten, error) {
	return r.store.Forget(ctx, id)
}

func (r *record) Lease(ctx context.Context, now time.Time, n int) ([]bot.Line, error) {
	if r.away.Load() {
		return nil, errAway
	}
	return r.store.Lease(ctx, now, n)
}

func (r *record) Bury(ctx context.Context, letter bot.DeadLetter) error {
	return r.store.Bury(ctx, letter)
}

func (r *record) Buried(ctx context.Context, n int) ([]bot.DeadLetter, error) {
	return r.store.Buried(ctx, n)
}
