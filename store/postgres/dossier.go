package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlPosted  = `select seq, part, attempt, probes, body, state, receipt, reason from outbox where conversation = $1 order by seq, part`
	sqlAlarms  = `select conversation, name, generation, due, home, reason from alarms where conversation = $1 order by due, name`
	sqlLetters = `select event, conversation, place, at, body, reason from letters where conversation = $1 order by buried`
)

// Dossier returns all that the record keeps of a conversation.
func (s *Store) Dossier(ctx context.Context, id bot.ConversationID) (d bot.Dossier, err error) {
	session, err := s.Load(ctx, id)
	switch {
	case err == nil:
		d.Session = &session
	case !errors.Is(err, bot.ErrNoSession):
		return d, err
	}
	if d.Entries, err = s.Journal(ctx, id); err != nil {
		return d, err
	}
	if d.Audit, err = s.Audit(ctx, id); err != nil {
		return d, err
	}
	if d.Lines, err = collect(ctx, s, scanPosted, sqlPosted, id); err == nil {
		d.Alarms, err = collect(ctx, s, scanAlarm, sqlAlarms, id)
	}
	if err == nil {
		d.Letters, err = collect(ctx, s, scanLetter, sqlLetters, id)
	}
	if err != nil {
		return d, fmt.Errorf("read all of %s: %w", id, err)
	}
	for i := range d.Lines {
		d.Lines[i].Conversation = id
	}
	return d, nil
}

// collect scans each row that the query has of a conversation.
func collect[T any](ctx context.Context, s *Store, scan pgx.RowToFunc[T], query string, id bot.ConversationID) ([]T, error) {
	rows, err := s.pool.Query(ctx, query, string(id))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}

func scanPosted(row pgx.CollectableRow) (p bot.Posted, err error) {
	var seq int64
	var body string
	err = row.Scan(&seq, &p.Part, &p.Attempt, &p.Probes, &body, &p.State, &p.Receipt.ID, &p.Reason)
	p.Seq = uint64(seq)
	if effect, bad := bot.UnmarshalEffect([]byte(body)); bad == nil {
		p.Effect = effect
	}
	return p, err
}
