package postgres

// sqlLock gives a transaction the conversations, in the order in which everybody takes them. Statements
// after it see what the ones before them in line have done.
const sqlLock = `select 1 from sessions where conversation = any ($1::text[]) order by conversation for no key update`

// sqlCommit keeps a batch of turns, at most one a conversation, and answers with the winners.
//
// The fence comes first: a session is written if the stored one is the turn's predecessor and its event
// has no mark. All else is joined to the winners, so that a turn that lost leaves nothing, above all no
// mark: its event would be taken for applied.
const sqlCommit = `
with given as (
	select * from unnest($1::text[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
		$9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::boolean[])
	with ordinality as g (conversation, seq, session, mark, token, told, cause, place, at, event, path, outcome, ended, hush, take, turn)
),
won as (
	insert into sessions as s (conversation, seq, body)
	select conversation, g.seq, g.session
	from given g left join sessions was using (conversation)
	where g.seq = coalesce(was.seq, 0) + 1 and not exists (select from marks m where m.event = g.mark)
	order by conversation
	on conflict (conversation) do update set seq = excluded.seq, body = excluded.body where s.seq = excluded.seq - 1
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
	from turns t
	where t.hush and o.conversation = t.conversation and o.state in ('ready', 'leased', 'uncertain') and o.state = 'ready' and o.bot
	returning o.conversation, o.seq, o.part
),
head as ( -- the line that the turn's own must wait for
	select t.conversation, h.seq, h.part, h.due
	from turns t cross join lateral (
		select o.seq, o.part, o.due from outbox o
		where o.conversation = t.conversation and o.state in ('ready', 'leased', 'uncertain')
			and not (t.hush and exists (select from hushed x where (x.conversation, x.seq, x.part) = (o.conversation, o.seq, o.part)))
		order by o.seq, o.part limit 1
	) h
),
freed as ( -- an agent's line may have waited for one that was cancelled
	update outbox o set due = '-infinity' from head h
	where h.due is null and (o.conversation, o.seq, o.part) = (h.conversation, h.seq, h.part)
),
posted as (
	insert into outbox (conversation, seq, part, body, bot, state, attempt, due)
	select t.conversation, t.seq, l.part, l.body, l.bot,
		case when first and t.take then 'leased' else 'ready' end,
		case when first and t.take then 1 else 0 end,
		case when first and t.take then clock_timestamp() + interval '15 s' when first then least(t.told, clock_timestamp()) end
	from unnest($16::int[], $17::int[], $18::text[], $19::boolean[]) as l (turn, part, body, bot)
	join turns t using (turn) left join head h using (conversation)
	cross join lateral (select l.part = 0 and h.conversation is null as first) f
	returning conversation, attempt
),
alarm as (
	select t.conversation, a.* from unnest($20::int[], $21::text[], $22::bigint[], $23::boolean[], $24::boolean[], $25::timestamptz[], $26::text[])
		as a (turn, name, generation, rings, whatever, due, home)
	join turns t using (turn)
),
unset as (
	delete from alarms old using alarm a
	where not a.rings and old.conversation = a.conversation and old.name = a.name and (a.whatever or old.generation = a.generation)
),
set as (
	insert into alarms (conversation, name, generation, due, home)
	select conversation, name, generation, due, home from alarm where rings
	on conflict (conversation, name) do update set generation = excluded.generation, due = excluded.due, home = excluded.home
),
file as (
	select t.conversation, t.seq, c.*, coalesce(old.state, '') as before, coalesce(old.owner, '') as before_owner
	from unnest($27::int[], $28::text[], $29::text[], $30::timestamptz[], $31::text[], $32::text[], $33::text[])
		as c (turn, state, owner, since, body, agent, action)
	join turns t using (turn) left join cases old using (conversation)
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
select w.conversation, p.conversation is not null from won w
left join posted p on p.conversation = w.conversation and p.attempt = 1`

// sqlMarked finds which of some events were applied, and by which commit.
const sqlMarked = `select g.at - 1, m.token from unnest($1::uuid[]) with ordinality as g (event, at) join marks m using (event)`
