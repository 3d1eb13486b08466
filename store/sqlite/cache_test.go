package sqlite_test

import (
	"context"
	"sync"

	"github.com/helpaide/helpaide/bot"
)

// cache holds sessions in memory.
type cache struct {
	mu   sync.Mutex
	held map[bot.ConversationID]bot.Session
}

func (c *cache) Get(_ context.Context, ids ...bot.ConversationID) (map[bot.ConversationID]bot.Session, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := map[bot.ConversationID]bot.Session{}
	for _, id := range ids {
		if session, ok := c.held[id]; ok {
			found[id] = session
		}
	}
	return found, nil
}

func (c *cache) Put(_ context.Context, sessions ...bot.Session) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, session := range sessions {
		c.held[session.ID] = session
	}
	return nil
}

func (c *cache) Drop(_ context.Context, ids ...bot.ConversationID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		delete(c.held, id)
	}
	return nil
}

func (c *cache) flush() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.held)
}
