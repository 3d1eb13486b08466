package redis

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

// hintsChannel is a plain channel, on a cluster too: there every node passes it on, so that it
// needs no particular master. Hints are few, one message for each commit that leaves something to
// others; sharded channels would pay off at thousands of messages a second.
const hintsChannel = "helpaide:hints"

// Hint tells the other replicas which conversations have something to do, and when: a zero time is
// for lines that wait now, another for a timer that is due earlier than they may think. A hint may
// be lost without a word, so they look for themselves from time to time.
func (s *Store) Hint(ctx context.Context, due map[bot.ConversationID]time.Time) error {
	if len(due) == 0 {
		return nil
	}
	message, err := json.Marshal(due)
	if err != nil {
		return fmt.Errorf("write hints: %w", err)
	}
	return s.call(ctx, "publish hints", func(ctx context.Context) error {
		return s.client.Publish(ctx, hintsChannel, message).Err()
	})
}

// Hints calls heard, one message after the other, for what any replica hints at, this one
// included, until ctx ends. It waits for a Redis that is away and goes on when it is back; what was
// said in between is lost. When heard is slow, hints are left out.
func (s *Store) Hints(ctx context.Context, heard func(due map[bot.ConversationID]time.Time)) {
	listener := s.client.Subscribe(ctx, hintsChannel)
	defer listener.Close()
	messages := listener.Channel(driver.WithChannelSendTimeout(time.Second))
	for {
		select {
		case <-ctx.Done():
			return
		case message, more := <-messages:
			if !more {
				return
			}
			var due map[bot.ConversationID]time.Time
			if json.Unmarshal([]byte(message.Payload), &due) == nil { // another's message is no hint
				heard(due)
			}
		}
	}
}
