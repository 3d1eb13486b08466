package postgres

// How the statements are written: a prepared statement keeps the plan that was best when the tables were
// small, for a while. So that it is the right one for any size, each row of a table is looked up by its
// index, one at a time: "lateral (… offset 0)" is what Postgres does not turn into anything else. A row
// found so is changed by its ctid, and "is not distinct from", which no index serves, looks whether
// somebody else has changed it in between. Connections have enable_seqscan off.

// sqlLock gives a transaction the conversations, in the order in which everybody takes them. Statements
// after it see what the ones before them in line have done.
const sqlLock = `select 1 from sessions where conversation = any ($1::text[]) order by conversation for no key update`

// sqlCommit keeps a batch of turns, at most one a conversation, and answers with the winners, and once
// more with those whose first line is leased.
//
// The fence comes first: a session is written if the stored one is the turn's predecessor, of the same
// beginning, and its event has no mark. All else is joined to the winners, so that a turn that lost leaves nothing, above all no
// mark: its event would be taken for applied.
const sqlCommit = `
with given as (
	select * from unnest($1::text[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
		$9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::boolean[], $16::boolean[], $40::bigint[])
	with ordinality as g (conversation, seq, session, mark, token, told, cause, place, at, event, path, outcome, ended, hush, clears, take, started, turn)
),
won as (
	insert into sessions as s (conversation, seq, body, started)
	select g.conversation, g.seq, g.session, g.started
	from given g left join lateral (select x.seq, x.started from sessions x where x.conversation = g.conversation offset 0) was on true
	where g.seq = coalesce(was.seq, 0) + 1 and (g.started = 0 or coalesce(was.started, 0) in (0, g.started)) and not exists (select from marks m where m.event = g.mark offset 0)
	order by g.conversation
	on conflict (conversation) do update set seq = excluded.seq, body = excluded.body
	where s.seq = excluded.seq - 1 and (excluded.started = 0 or s.started in (0, excluded.started))
	returning conversation
),
turns as (select g.* from given g join won using (conversation)),
marked as (
	insert into marks (event, token, at) select mark, token, greatest(told, clock_timestamp()) from turns
),
entered as (
	insert into journal (conversation, seq, cause, place, at, event, path, outcome, ended)
	select conversation, seq, cause, place, at, event, path, outcome, ended from turns
),
hushed as (
	update outbox o set state = 'cancelled', due = null
	from turns t cross join lateral (
		select x.ctid as place from outbox x
		where x.conversation = t.conversation and x.queue = '' and x.state in ('ready', 'leased', 'uncertain') and x.state = 'ready' and x.bot offset 0
	) x
	where t.hush and o.ctid = x.place and o.state is not distinct from 'ready' -- nobody leased it just now
	returning o.conversation, o.seq, o.part
),
amended as (
	update outbox o set state = 'cancelled', due = null
	from unnest($24::int[], $25::text[]) as a (turn, of) join turns t using (turn) cross join lateral (
		select x.ctid as place from outbox x
		where x.conversation = t.conversation and x.queue = '' and x.state in ('ready', 'leased', 'uncertain') and x.state = 'ready' and x.of = a.of offset 0
	) x
	where not t.hush and o.ctid = x.place and o.state is not distinct from 'ready' -- nobody leased it just now
	returning o.conversation, o.seq, o.part
),
gone as (select * from hushed union all select * from amended),
freed as ( -- a line may have waited for one that was cancelled
	update outbox o set due = '-infinity'
	from turns t cross join lateral (
		select x.ctid as place, x.due from outbox x
		where x.conversation = t.conversation and x.queue = '' and x.state in ('ready', 'leased', 'uncertain')
			and (x.conversation, x.seq, x.part) not in (select conversation, seq, part from gone)
		order by x.seq, x.part limit 1
	) h
	where t.clears and h.due is null and o.ctid = h.place
),
lines as ( -- the first of a turn in its queue leads those behind it, unless an unsent one is before it
	select t.conversation, t.seq, t.told, l.*, l.leads and head.place is null as first, t.take and l.part = 0 as take
	from unnest($17::int[], $18::int[], $19::text[], $20::text[], $21::text[], $22::boolean[], $23::boolean[]) as l (turn, part, queue, of, body, bot, leads)
	join turns t using (turn) left join lateral (
		select x.ctid as place from outbox x
		where l.leads and x.conversation = t.conversation and x.queue = l.queue and x.state in ('ready', 'leased', 'uncertain')
			and not (t.clears and (x.conversation, x.seq, x.part) in (select conversation, seq, part from gone))
		order by x.seq, x.part limit 1
	) head on true
),
posted as (
	insert into outbox (conversation, seq, part, queue, of, body, bot, state, attempt, due)
	select conversation, seq, part, queue, of, body, bot,
		case when first and take then 'leased' else 'ready' end,
		case when first and take then 1 else 0 end,
		case when first and take then clock_timestamp() + interval '15 s' when first then least(told, clock_timestamp()) end
	from lines
	returning conversation, attempt
),
alarm as (
	select t.conversation, a.*
	from unnest($26::int[], $27::text[], $28::bigint[], $29::boolean[], $30::boolean[], $31::timestamptz[], $32::text[])
		as a (turn, name, generation, rings, whatever, due, home)
	join turns t using (turn)
),
unset as (
	delete from alarms old using alarm a cross join lateral (
		select x.ctid as place from alarms x where x.conversation = a.conversation and x.name = a.name offset 0
	) x
	where not a.rings and old.ctid = x.place and (a.whatever or old.generation = a.generation)
),
set as (
	insert into alarms (conversation, name, generation, due, home)
	select conversation, name, generation, due, home from alarm where rings
	on conflict (conversation, name) do update set generation = excluded.generation, due = excluded.due, home = excluded.home
),
file as (
	select t.conversation, t.seq, c.*, coalesce(old.state, '') as before, coalesce(old.owner, '') as before_owner
	from unnest($33::int[], $34::text[], $35::text[], $36::timestamptz[], $37::text[], $38::text[], $39::text[])
		as c (turn, state, owner, since, body, agent, action)
	join turns t using (turn)
	left join lateral (select x.state, x.owner, x.body from cases x where x.conversation = t.conversation offset 0) old on true
	where c.body is distinct from old.body
),
filed as (
	insert into cases (conversation, seq, state, owner, since, body) select conversation, seq, state, owner, since, body from file
	on conflict (conversation) do update
	set seq = excluded.seq, state = excluded.state, owner = excluded.owner, since = excluded.since, body = excluded.body
),
audited as (
	insert into audit (conversation, seq, agent, action, before, before_owner, after, after_owner)
	select conversation, seq, agent, action, before, before_owner, state, owner from file
	where (state, owner) is distinct from (before, before_owner)
)
select conversation, false from won
union all
select conversation, true from posted where attempt = 1`

// sqlMarked finds which of some events were applied, and by which commit.
const sqlMarked = `
select g.at - 1, m.token from unnest($1::uuid[]) with ordinality as g (event, at)
cross join lateral (select x.token from marks x where x.event = g.event offset 0) m`
