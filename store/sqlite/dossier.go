package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/helpaide/helpaide/bot"
)

// Dossier returns all that the record keeps of a conversation, as of one moment.
func (s *Store) Dossier(ctx context.Context, id bot.ConversationID) (d bot.Dossier, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		body, found, err := one[string](ctx, s, sqlLoad, string(id))
		if err == nil && found {
			d.Session = &bot.Session{}
			err = json.Unmarshal([]byte(body), d.Session)
		}
		if err == nil {
			d.Entries, err = list(ctx, s, scanEntry, sqlJournal, string(id))
		}
		if err == nil {
			d.Lines, err = list(ctx, s, scanPosted, sqlPosted, string(id))
		}
		if err == nil {
			d.Alarms, err = list(ctx, s, scanAlarm, sqlAlarms, string(id))
		}
		if err == nil {
			d.Letters, err = list(ctx, s, scanLetter, sqlLetters, string(id))
		}
		if err == nil {
			d.Audit, err = list(ctx, s, scanChange, sqlAudit, string(id))
		}
		return err
	})
	if err != nil {
		return d, fmt.Errorf("read all of %s: %w", id, err)
	}
	return d, nil
}

func scanPosted(rows *sql.Rows) (p bot.Posted, err error) {
	var body string
	err = rows.Scan(&p.Conversation, &p.Seq, &p.Part, &p.Attempt, &p.Probes, &body, &p.State, &p.Receipt.ID, &p.Reason)
	if effect, bad := bot.UnmarshalEffect([]byte(body)); bad == nil {
		p.Effect = effect
	}
	return p, err
}

func scanChange(rows *sql.Rows) (c bot.Change, err error) {
	var at int64
	err = rows.Scan(&at, &c.Seq, &c.Agent, &c.Action, &c.Before, &c.BeforeOwner, &c.After, &c.AfterOwner)
	c.At = instant(at)
	return c, err
}
