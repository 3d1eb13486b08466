package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlCases = `select conversation, body from cases where state in ('queued', 'deferred', 'held') order by since, conversation`
	sqlAudit = `select at, seq, agent, action, before, before_owner, after, after_owner from audit where conversation = $1 order by id`
)

// Held is a case and whose it is.
type Held struct {
	Conversation bot.ConversationID
	Case         bot.Case
}

// Cases lists the cases that wait for an agent or have one, the oldest first.
func (s *Store) Cases(ctx context.Context) ([]Held, error) {
	rows, err := s.pool.Query(ctx, sqlCases)
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	cases, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (held Held, err error) {
		var body []byte
		if err := row.Scan(&held.Conversation, &body); err != nil {
			return held, err
		}
		return held, json.Unmarshal(body, &held.Case)
	})
	if err != nil {
		return nil, fmt.Errorf("list cases: %w", err)
	}
	return cases, nil
}

// Audit returns what became of a conversation's cases, and that it was erased, in order. It outlives Forget.
func (s *Store) Audit(ctx context.Context, id bot.ConversationID) ([]bot.Change, error) {
	rows, err := s.pool.Query(ctx, sqlAudit, string(id))
	if err != nil {
		return nil, fmt.Errorf("read audit of %s: %w", id, err)
	}
	changes, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c bot.Change, err error) {
		var seq int64
		err = row.Scan(&c.At, &seq, &c.Agent, &c.Action, &c.Before, &c.BeforeOwner, &c.After, &c.AfterOwner)
		c.Seq = uint64(seq)
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("read audit of %s: %w", id, err)
	}
	return changes, nil
}
