package bench

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

// peer keeps each turn in a transaction of its own: the same rows in the same tables as the product, and
// the same live session in Redis. How it writes them is the writer's.
type peer struct {
	*platform
	sessions
	pool   *pgxpool.Pool
	writer writer
	kept   atomic.Int64
}

// writer puts the rows of a turn into the record, and later says that its lines were sent.
type writer interface {
	keep(ctx context.Context, pool *pgxpool.Pool, r *rows) error
	settle(ctx context.Context, pool *pgxpool.Pool, lines []bot.Line) error
}

// rows are a turn as the record holds it.
type rows struct {
	id, token, session, event, path string
	mark                            pgtype.UUID
	seq                             int64
	cause                           bot.Envelope
	lines                           []bot.Line
	bodies                          []string
}

// The statements that the peers share. Lines are leased to who commits them, as the product's are.
const (
	sqlMark    = `insert into marks (event, token, at) values ($1, $2, now())`
	sqlSession = `insert into sessions as s (conversation, seq, body) values ($1, $2, $3)
		on conflict (conversation) do update set seq = excluded.seq, body = excluded.body where s.seq = excluded.seq - 1`
	sqlJournal = `insert into journal (conversation, seq, cause, place, at, event, path, outcome, ended) values ($1, $2, $3, $4, $5, $6, $7, '', '')`
	sqlLine    = `insert into outbox (conversation, seq, part, body, bot, state, attempt, due)
		values ($1, $2, $3, $4, true, 'leased', 1, now() + interval '15 s')`
	sqlSent = `update outbox set state = 'sent', due = null, receipt = $4 where conversation = $1 and seq = $2 and part = $3 and attempt = 1`
	sqlRead = `select body from sessions where conversation = $1`
)

var errLost = errors.New("another turn was first")

func openPeer(ctx context.Context, p place, connections int, w writer) (*peer, error) {
	config, err := pgxpool.ParseConfig(p.database)
	if err != nil {
		return nil, err
	}
	config.MaxConns = int32(connections)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	live, err := openSessions(p)
	if err != nil {
		pool.Close()
		return nil, err
	}
	return &peer{platform: newPlatform(p.people), sessions: live, pool: pool, writer: w}, nil
}

func (p *peer) turn(ctx context.Context, in bot.Envelope, messages int) (func(context.Context) error, error) {
	session, err := p.load(ctx, in)
	if err != nil {
		return nil, err
	}
	turn := p.engine.Step(session, in)
	r, err := rowsOf(in, turn)
	if err != nil {
		return nil, err
	}
	if len(r.lines) != messages {
		return nil, fmt.Errorf("turn %s: %d messages, not %d", in.ID, len(r.lines), messages)
	}
	if err := p.writer.keep(ctx, p.pool, r); err != nil {
		return nil, err
	}
	p.kept.Add(1)
	if err := p.put(ctx, turn.Session.ID, r.session); err != nil {
		return nil, err
	}
	for _, line := range r.lines {
		if _, err := p.Send(ctx, line); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context) error { return p.writer.settle(ctx, p.pool, r.lines) }, nil
}

// load is the live session, else the record's.
func (p *peer) load(ctx context.Context, in bot.Envelope) (session bot.Session, err error) {
	session, err = p.get(ctx, in)
	if !errors.Is(err, driver.Nil) {
		return session, err
	}
	var body string
	err = p.pool.QueryRow(ctx, sqlRead, string(in.Where)).Scan(&body)
	if errors.Is(err, pgx.ErrNoRows) {
		return bot.NewSession(in.Where, in.At), nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), &session)
	}
	return session, err
}

func rowsOf(in bot.Envelope, turn bot.Turn) (*rows, error) {
	sum := sha256.Sum256([]byte(in.ID))
	r := &rows{
		id: string(turn.Session.ID), seq: int64(turn.Session.Seq), token: rand.Text(), cause: in,
		mark: pgtype.UUID{Bytes: [16]byte(sum[:16]), Valid: true}, lines: turn.Lines(turn.Session.ID),
	}
	session, err1 := json.Marshal(turn.Session)
	event, err2 := bot.MarshalEvent(in.Event)
	path, err3 := json.Marshal(turn.Path)
	errs := []error{err1, err2, err3}
	for _, line := range r.lines {
		body, err := bot.MarshalEffect(line.Effect)
		errs, r.bodies = append(errs, err), append(r.bodies, string(body))
	}
	r.session, r.event, r.path = string(session), string(event), string(path)
	return r, errors.Join(errs...)
}

func (r *rows) journal() []any {
	return []any{r.id, r.seq, string(r.cause.ID), string(r.cause.Where), r.cause.At.Format(time.RFC3339Nano), r.event, r.path}
}

func (p *peer) commits() (transactions, turns float64) {
	n := float64(p.kept.Load())
	return n, n
}

func (p *peer) close() {
	p.pool.Close()
	p.end()
}
