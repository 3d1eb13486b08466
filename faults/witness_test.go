//go:build integration

package faults

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// sqlWitness keeps every session that was ever stored, and not only the last: which revision of the
// pack a turn was made with, and where it led.
const sqlWitness = `
create schema witness;
create table witness.sessions (conversation text collate "C", seq bigint, body text);
create index on witness.sessions (conversation, seq);
create function witness.saw() returns trigger language plpgsql as
	$$ begin insert into witness.sessions values (new.conversation, new.seq, new.body); return null; end $$;
create trigger witness after insert or update on public.sessions for each row execute function witness.saw()`

// witness has the database itself tell the judges what was stored.
func (r *rig) witness() {
	r.Helper()
	db, err := pgx.Connect(r.Context(), r.url)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = db.Close(r.Context()) }()
	if _, err := db.Exec(r.Context(), sqlWitness); err != nil {
		r.Fatal(err)
	}
}

// stored are a conversation's sessions, by turn.
func stored(ctx context.Context, db *pgx.Conn, home bot.Address) (map[uint64]bot.Session, error) {
	rows, err := db.Query(ctx, `select body from witness.sessions where conversation = $1`, string(home))
	if err != nil {
		return nil, err
	}
	all := map[uint64]bot.Session{}
	var body string
	_, err = pgx.ForEachRow(rows, []any{&body}, func() error {
		var s bot.Session
		err := json.Unmarshal([]byte(body), &s)
		all[s.Seq] = s
		return err
	})
	return all, err
}
