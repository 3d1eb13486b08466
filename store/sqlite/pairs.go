package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// Pairs are the copies of what an event brought, or the cards of the case, by place.
func (s *Store) Pairs(ctx context.Context, id bot.ConversationID, of bot.EventID) (pairs []bot.Pair, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		pairs, err = list(ctx, s, func(rows *sql.Rows) (bot.Pair, error) {
			pair := bot.Pair{Conversation: id, Of: of}
			return pair, rows.Scan(&pair.At)
		}, sqlPairs, string(id), string(of))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the copies of %s: %w", of, err)
	}
	return pairs, nil
}

// Find is what the message at a place is a copy of; false when it is none of ours.
func (s *Store) Find(ctx context.Context, at bot.Address) (pair bot.Pair, found bool, err error) {
	var pairs []bot.Pair
	err = s.read(ctx, func(ctx context.Context) error {
		pairs, err = list(ctx, s, func(rows *sql.Rows) (bot.Pair, error) {
			pair := bot.Pair{At: at}
			return pair, rows.Scan(&pair.Conversation, &pair.Of)
		}, sqlFind, string(at))
		return err
	})
	if err != nil || len(pairs) == 0 {
		return bot.Pair{}, false, wrapped(at, err)
	}
	return pairs[0], true, nil
}

func wrapped(at bot.Address, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("find what is at %s: %w", at, err)
}

// pair keeps where the copy is that a settled line is. One that was settled too late is a copy all the same.
func (s *Store) pair(ctx context.Context, one bot.Settlement) error {
	of := one.Line.Of()
	if one.State != bot.LineSent || of == "" || one.Receipt.At == "" {
		return nil
	}
	_, err := s.exec(ctx, sqlPair, string(one.Receipt.At), string(one.Line.Conversation), string(of))
	return err
}
