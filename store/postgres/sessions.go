package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/helpaide/helpaide/bot"
)

const (
	sqlLoad     = `select body from sessions where conversation = $1`
	sqlSessions = `select conversation from sessions order by conversation`
	sqlRecent   = `select conversation, touched from (
			select conversation, body::json->>'touched' as touched from sessions where conversation >= $1 and conversation < $2
		) as all_of_them where touched collate "C" >= $3 order by touched collate "C" desc limit $4`
)

// Load returns the session as of its last turn, or bot.ErrNoSession.
func (s *Store) Load(ctx context.Context, id bot.ConversationID) (session bot.Session, err error) {
	var body string
	err = s.pool.QueryRow(ctx, sqlLoad, string(id)).Scan(&body)
	if errors.Is(err, pgx.ErrNoRows) {
		return session, bot.ErrNoSession
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &session)
	}
	if err != nil {
		return bot.Session{}, fmt.Errorf("load %s: %w", id, err)
	}
	return session, nil
}

// Sessions lists every conversation, by id.
func (s *Store) Sessions(ctx context.Context) ([]bot.ConversationID, error) {
	rows, err := s.pool.Query(ctx, sqlSessions)
	if err != nil {
		return nil, fmt.Errorf("list conversations: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[bot.ConversationID])
	if err != nil {
		return nil, fmt.Errorf("list conversations: %w", err)
	}
	return ids, nil
}

// sqlErased leaves in the audit that there was something, and that it was erased.
const sqlErased = `
insert into audit (conversation, seq, agent, action, before, before_owner, after, after_owner)
select s.conversation, s.seq, '', 'erased', coalesce(c.state, ''), coalesce(c.owner, ''), '', ''
from sessions s left join lateral (select x.state, x.owner from cases x where x.conversation = s.conversation offset 0) c on true
where s.conversation = $1`

// Recent lists up to n conversations whose id begins with the prefix and whose person was last there since, the
// latest first. It looks at each that begins so: it is for a start, not for every turn.
func (s *Store) Recent(ctx context.Context, prefix string, since time.Time, n int) ([]bot.Recent, error) {
	rows, err := s.pool.Query(ctx, sqlRecent, prefix, prefix+"\U0010FFFF", since.UTC().Format(bySecond), n)
	if err != nil {
		return nil, fmt.Errorf("list recent conversations: %w", err)
	}
	recent, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (one bot.Recent, err error) {
		var touched string
		if err = row.Scan(&one.Conversation, &touched); err == nil {
			one.Touched, err = time.Parse(time.RFC3339Nano, touched)
		}
		return one, err
	})
	if err != nil {
		return nil, fmt.Errorf("list recent conversations: %w", err)
	}
	return recent, nil
}

// bySecond is the beginning of every time within the second, as sessions write it.
const bySecond = "2006-01-02T15:04:05"

// forgets are what erases a conversation, in their order: what marks it comes from the journal.
func forgets() []string {
	const mark = `encode(substring(sha256(convert_to(%s, 'UTF8')) for 16), 'hex')::uuid`
	return []string{
		`delete from marks where event in (
			select ` + fmt.Sprintf(mark, "cause") + ` from journal where conversation = $1 union all
			select ` + fmt.Sprintf(mark, "event") + ` from letters where conversation = $1)`,
		`delete from letters where conversation = $1`,
		`delete from journal where conversation = $1`,
		`delete from outbox where conversation = $1`,
		`delete from pairs where conversation = $1`,
		`delete from alarms where conversation = $1`,
		`delete from cases where conversation = $1`,
		`delete from sessions where conversation = $1`,
	}
}

// Forget erases all that is known of a conversation but its audit, in one transaction, and tells how much. The
// audit says that it was erased. One that the record does not know is forgotten already. An event of it that
// a platform tells again is applied as a new one.
func (s *Store) Forget(ctx context.Context, id bot.ConversationID) (bot.Forgotten, error) {
	var out bot.Forgotten
	var sessions, cases int64
	counts := []*int64{&out.Marks, &out.Letters, &out.Turns, &out.Lines, &out.Copies, &out.Wakes, &cases, &sessions}
	send := &pgx.Batch{}
	send.Queue(sqlLock, []string{string(id)})
	send.Queue(sqlErased, string(id))
	for i, query := range forgets() {
		send.Queue(query, string(id)).Exec(func(done pgconn.CommandTag) error {
			*counts[i] = done.RowsAffected()
			return nil
		})
	}
	if err := s.pool.SendBatch(ctx, send).Close(); err != nil {
		return bot.Forgotten{}, fmt.Errorf("forget %s: %w", id, err)
	}
	out.Session = sessions > 0
	return out, nil
}
