package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
)

// sqlSettle ends leases and lets each conversation's next line go, which it leases where that is asked.
const sqlSettle = `
with given as (
	select * from unnest($1::text[], $2::bigint[], $3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::text[])
		as g (conversation, seq, part, attempt, state, due, receipt, reason, take, queue, lost)
),
found as materialized (
	select g.*, x.place from given g cross join lateral (
		select x.ctid as place from outbox x
		where x.conversation = g.conversation and x.queue = g.queue and x.seq = g.seq and x.part = g.part
			and x.attempt = g.attempt and x.state in ('leased', 'uncertain') offset 0
	) x
),
settled as (
	update outbox o set state = f.state, due = f.due, receipt = f.receipt, reason = f.reason,
		body = case f.state when 'sent' then '' else o.body end, -- what was said is in the journal
		probes = case when f.state = 'uncertain' then o.probes else 0 end
	from found f where o.ctid = f.place and o.attempt is not distinct from f.attempt -- nobody took it over just now
	returning o.conversation, o.queue, o.seq, o.part, o.state, o.reason, f.take, f.lost
),
told as (
	insert into alarms (conversation, name, generation, due, home, reason)
	select conversation, lost, seq, clock_timestamp(), conversation, reason from settled where lost <> ''
	on conflict do nothing
),
next as (
	select n.place, n.due, n.state, s.take
	from settled s cross join lateral (
		select o.ctid as place, o.due, o.state from outbox o
		where o.conversation = s.conversation and o.queue = s.queue and o.state in ('ready', 'leased', 'uncertain') and (o.seq, o.part) <> (s.seq, s.part)
		order by o.seq, o.part limit 1
	) n
	where s.state in ('sent', 'dead')
),
freed as (
	update outbox o set
		state = case when n.take then 'leased' else 'ready' end,
		attempt = o.attempt + case when n.take then 1 else 0 end,
		due = case when n.take then clock_timestamp() + interval '15 s' else '-infinity' end
	from next n
	where o.ctid = n.place and n.state = 'ready' and n.due is null
	returning o.conversation, o.seq, o.part, o.attempt, o.probes, o.body, o.state
)
select conversation, seq, part, attempt, probes, body from freed where state = 'leased'`

// Settle ends leases in one transaction: sent, dead, ready again after a time, or uncertain until it is
// probed. The next line of the conversation's queue may then be leased, and is when Take says so, except
// behind one that is ready or uncertain. A settlement whose attempt is not the line's latest, or whose line is
// settled for good, is ignored. Of a line of the bot's or an agent's that is dead the conversation hears: see
// bot.Settlement.Lost.
func (s *Store) Settle(ctx context.Context, settled []bot.Settlement) ([]bot.Line, error) {
	given, err := settlementsOf(settled)
	if err != nil || len(given.conversation) == 0 {
		return nil, err
	}
	var rows []row
	send := &pgx.Batch{}
	send.Queue(sqlLock, given.conversation)
	send.Queue(sqlSettle, given.args()...).Query(func(answer pgx.Rows) (err error) {
		rows, err = pgx.CollectRows(answer, scanLine)
		return err
	})
	if pairs := pairsOf(settled); len(pairs.at) > 0 {
		send.Queue(sqlPair, pairs.at, pairs.conversation, pairs.of)
	}
	if err := s.pool.SendBatch(ctx, send).Close(); err != nil {
		return nil, fmt.Errorf("settle %d lines: %w", len(settled), err)
	}
	lines, _ := readLines(rows, expected(settled)) // one that cannot be read is told by Lease, once its lease is over
	return lines, nil
}

// expected are the effects of the lines that the settlers have themselves, by the lines' ids.
func expected(settled []bot.Settlement) map[string]bot.Effect {
	known := map[string]bot.Effect{}
	for _, one := range settled {
		if one.Next != nil {
			known[one.Next.ID()] = one.Next.Effect
		}
	}
	return known
}

// settlements are the arrays that sqlSettle takes.
type settlements struct {
	conversation, queue, state, receipt, reason, lost []string
	seq                                               []int64
	part, attempt                                     []int32
	due                                               []*time.Time
	take                                              []bool
}

// settlementsOf takes each line's first settlement of an attempt.
func settlementsOf(settled []bot.Settlement) (*settlements, error) {
	type lease struct {
		line    string
		attempt int
	}
	met, given := map[lease]bool{}, &settlements{}
	for _, one := range settled {
		switch one.State {
		case bot.LineSent, bot.LineDead, bot.LineReady, bot.LineUncertain:
		default:
			return nil, fmt.Errorf("settle line %s: no lease ends as %q", one.Line.ID(), one.State)
		}
		if is := (lease{one.Line.ID(), one.Line.Attempt}); !met[is] {
			met[is] = true
			given.add(one)
		}
	}
	return given, nil
}

func (g *settlements) add(one bot.Settlement) {
	var due *time.Time // null unless the line is to be looked at again
	if one.State == bot.LineReady || one.State == bot.LineUncertain {
		after := notBefore(one.After)
		due = &after
	}
	g.conversation = append(g.conversation, string(one.Line.Conversation))
	g.queue = append(g.queue, one.Line.Queue())
	g.seq = append(g.seq, int64(one.Line.Seq))
	g.part = append(g.part, int32(one.Line.Part))
	g.attempt = append(g.attempt, int32(one.Line.Attempt))
	g.state = append(g.state, string(one.State))
	g.due = append(g.due, due)
	g.receipt = append(g.receipt, text(one.Receipt.ID))
	g.reason = append(g.reason, text(one.Reason))
	g.take = append(g.take, one.Take)
	alarm, _ := one.Lost()
	g.lost = append(g.lost, alarm.Wake.Name)
}

func (g *settlements) args() []any {
	return []any{g.conversation, g.seq, g.part, g.attempt, g.state, g.due, g.receipt, g.reason, g.take, g.queue, g.lost}
}
