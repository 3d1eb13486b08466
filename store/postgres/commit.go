package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/helpaide/helpaide/bot"
)

// most is how many turns a transaction takes.
const most = 128

// Commit stores the turns, up to 128 in a transaction. The Err of each result is
//
//   - nil: the turn is on the server's disk, now or since a commit with the same token;
//   - bot.ErrSeen: the event was applied before, by another commit;
//   - bot.ErrStale: the conversation has moved on since the turn was computed;
//   - another error: the record did not say that it has the turn. To know, commit it again with its token.
//
// A turn that cannot be written does not stop the others: when a transaction fails, each turn is given
// one of its own. Two turns of one conversation, or of one event, come one after the other.
func (s *Store) Commit(ctx context.Context, turns []bot.Commit) []bot.Kept {
	results := make([]bot.Kept, len(turns))
	var entries []*entry
	for i, turn := range turns {
		in, err := encode(i, turn)
		if results[i].Err = err; err == nil {
			entries = append(entries, in)
		}
	}
	for _, batch := range apart(entries) {
		s.keep(ctx, batch, results)
	}
	for i, kept := range results {
		results[i].Err = named(turns[i], kept.Err)
	}
	return results
}

// apart deals the entries into batches that have each conversation and each event at most once.
func apart(entries []*entry) (batches [][]*entry) {
	type seen map[any]bool
	var met []seen
	for _, in := range entries {
		at := 0
		for at < len(batches) && (met[at][in.id] || met[at][in.mark] || len(batches[at]) == most) {
			at++
		}
		if at == len(batches) {
			batches, met = append(batches, nil), append(met, seen{})
		}
		batches[at] = append(batches[at], in)
		met[at][in.id], met[at][in.mark] = true, true
	}
	return batches
}

// named says which turn an error is about. The two that a caller asks for stay as they are.
func named(turn bot.Commit, err error) error {
	if err == nil || errors.Is(err, bot.ErrSeen) || errors.Is(err, bot.ErrStale) {
		return err
	}
	return fmt.Errorf("commit turn %d of %s: %w", turn.Turn.Session.Seq, turn.Turn.Session.ID, err)
}

// keep commits a batch, again where the answer was lost, and turn by turn where it is one turn's fault.
func (s *Store) keep(ctx context.Context, batch []*entry, results []bot.Kept) {
	err := s.commit(ctx, batch, results)
	if passing(err) && ctx.Err() == nil {
		err = s.commit(ctx, batch, results)
	}
	switch {
	case err == nil:
	case len(batch) == 1 || passing(err) || ctx.Err() != nil:
		for _, in := range batch {
			results[in.at].Err = err
		}
	default:
		for i := range batch {
			s.keep(ctx, batch[i:i+1], results)
		}
	}
}

// commit is one transaction, in one exchange with the server: all is kept or nothing. When all went
// well it looks up what became of those that lost.
func (s *Store) commit(ctx context.Context, batch []*entry, results []bot.Kept) error {
	given := columnsOf(batch)
	var won map[string]bool
	send := &pgx.Batch{}
	send.Queue(sqlLock, given.conversation)
	send.Queue(sqlCommit, given.args()...).Query(func(rows pgx.Rows) (err error) {
		won, err = winners(rows)
		return err
	})
	if err := s.pool.SendBatch(ctx, send).Close(); err != nil {
		return err
	}
	var lost []*entry
	for _, in := range batch {
		taken, is := won[in.id]
		switch {
		case !is:
			lost = append(lost, in)
		case taken:
			results[in.at] = bot.Kept{Next: first(in.lines)}
		default:
			results[in.at] = bot.Kept{}
		}
	}
	return s.lookUp(ctx, lost, results)
}

// winners are the conversations whose turn was kept, and whether its first line is leased to us.
func winners(rows pgx.Rows) (map[string]bool, error) {
	won := map[string]bool{}
	var id string
	var taken bool
	_, err := pgx.ForEachRow(rows, []any{&id, &taken}, func() error {
		won[id] = taken
		return nil
	})
	return won, err
}

// first is the turn's first line, in its first attempt.
func first(lines []bot.Line) *bot.Line {
	line := lines[0]
	line.Attempt = 1
	return &line
}

// lookUp says of turns that did not pass the fence why: our own commit has passed it before, another
// one of the same event, or another turn.
func (s *Store) lookUp(ctx context.Context, lost []*entry, results []bot.Kept) error {
	if len(lost) == 0 {
		return nil
	}
	marks := make([]pgtype.UUID, len(lost))
	for i, in := range lost {
		marks[i], results[in.at] = in.mark, bot.Kept{Err: bot.ErrStale}
	}
	rows, err := s.pool.Query(ctx, sqlMarked, marks)
	if err != nil {
		return err
	}
	var at int
	var token string
	_, err = pgx.ForEachRow(rows, []any{&at, &token}, func() error {
		in := lost[at]
		results[in.at].Err = bot.ErrSeen
		if in.Token != "" && token == in.Token {
			results[in.at].Err = nil
		}
		return nil
	})
	return err
}
