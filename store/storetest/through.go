package storetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// Through is the store with its sessions read from a cache first, as a host reads them, and the cache
// flushed at every seventh call: all promises hold, however often it is flushed.
func Through(store Store, sessions host.Sessions, flush func()) Store {
	return &through{Store: store, sessions: sessions, flush: flush}
}

type through struct {
	Store
	sessions host.Sessions
	flush    func()
	calls    atomic.Int64
	filling  sync.Mutex // so that no late writer leaves an old session behind
}

func (t *through) disturb() {
	if t.calls.Add(1)%7 == 0 {
		t.flush()
	}
}

// Load reads the cache, then the record.
func (t *through) Load(ctx context.Context, id bot.ConversationID) (bot.Session, error) {
	t.disturb()
	found, err := t.sessions.Get(ctx, id)
	if session, ok := found[id]; ok || err != nil {
		return session, err
	}
	t.filling.Lock()
	defer t.filling.Unlock()
	session, err := t.Store.Load(ctx, id)
	if err != nil {
		return session, err
	}
	return session, t.sessions.Put(ctx, session)
}

// Commit puts what was kept into the cache, and drops what proved to be old.
func (t *through) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	results := t.Store.Commit(ctx, turns)
	t.disturb()
	t.filling.Lock()
	defer t.filling.Unlock()
	for i, kept := range results {
		if kept.Err != nil && !errors.Is(kept.Err, bot.ErrStale) {
			continue
		}
		if err := t.follow(ctx, turns[i].Turn.Session, kept.Err == nil); err != nil {
			results[i].Err = err
		}
	}
	return results
}

// follow moves the cache from a session to the next. Any other that it has is of an unknown age.
func (t *through) follow(ctx context.Context, session bot.Session, kept bool) error {
	found, err := t.sessions.Get(ctx, session.ID)
	if err != nil {
		return err
	}
	if before, ok := found[session.ID]; ok && kept && before.Seq+1 == session.Seq {
		return t.sessions.Put(ctx, session)
	}
	return t.sessions.Drop(ctx, session.ID)
}

// Forget drops the session from the cache too.
func (t *through) Forget(ctx context.Context, id bot.ConversationID) (bot.Forgotten, error) {
	forgotten, err := t.Store.Forget(ctx, id)
	if err != nil {
		return forgotten, err
	}
	return forgotten, t.sessions.Drop(ctx, id)
}

// Prune empties the cache: what is over its time in the record was so there before.
func (t *through) Prune(ctx context.Context, now time.Time, keep bot.Retention) (int64, error) {
	pruned, err := t.Store.Prune(ctx, now, keep)
	t.flush()
	return pruned, err
}
