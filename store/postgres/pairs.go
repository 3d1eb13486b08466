package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlPair = `insert into pairs (at, conversation, of) select * from unnest($1::text[], $2::text[], $3::text[]) as p (at, conversation, of)
		where exists (select from sessions s where s.conversation = p.conversation offset 0) on conflict do nothing`
	sqlPairs = `select at from pairs where conversation = $1 and of = $2 order by at`
	sqlFind  = `select conversation, of from pairs where at = $1`
)

// Pairs are the copies of what an event brought, or the cards of the case, by place.
func (s *Store) Pairs(ctx context.Context, id bot.ConversationID, of bot.EventID) ([]bot.Pair, error) {
	rows, err := s.pool.Query(ctx, sqlPairs, string(id), text(string(of)))
	if err != nil {
		return nil, fmt.Errorf("list the copies of %s: %w", of, err)
	}
	pairs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (bot.Pair, error) {
		pair := bot.Pair{Conversation: id, Of: of}
		return pair, row.Scan(&pair.At)
	})
	if err != nil {
		return nil, fmt.Errorf("list the copies of %s: %w", of, err)
	}
	return pairs, nil
}

// Find is what the message at a place is a copy of; false when it is none of ours.
func (s *Store) Find(ctx context.Context, at bot.Address) (pair bot.Pair, found bool, err error) {
	pair.At = at
	err = s.pool.QueryRow(ctx, sqlFind, text(string(at))).Scan(&pair.Conversation, &pair.Of)
	if errors.Is(err, pgx.ErrNoRows) {
		return bot.Pair{}, false, nil
	}
	if err != nil {
		return bot.Pair{}, false, fmt.Errorf("find what is at %s: %w", at, err)
	}
	return pair, true, nil
}

// pairColumns are the arrays that sqlPair takes.
type pairColumns struct{ at, conversation, of []string }

// pairsOf are the copies that settled lines are. One that was settled too late is a copy all the same.
func pairsOf(settled []bot.Settlement) (p pairColumns) {
	for _, one := range settled {
		if of := one.Line.Of(); one.State == bot.LineSent && of != "" && one.Receipt.At != "" {
			p.at = append(p.at, text(string(one.Receipt.At)))
			p.conversation = append(p.conversation, string(one.Line.Conversation))
			p.of = append(p.of, text(string(of)))
		}
	}
	return p
}
