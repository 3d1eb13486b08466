package sqlite

// What is asked of SQLite. Each statement is prepared when it is first needed.
const (
	sqlBegin      = `begin immediate`
	sqlCommit     = `commit`
	sqlRollback   = `rollback`
	sqlCheckpoint = `pragma wal_checkpoint(truncate)`

	sqlShare  = `insert into meta (name, value) values (?, ?) on conflict do nothing`
	sqlShared = `select value from meta where name = ?`

	sqlLoad     = `select body from sessions where conversation = ?`
	sqlSessions = `select conversation from sessions order by conversation`
	sqlRecent   = `select conversation, json_extract(body, '$.touched') from sessions
		where conversation >= ?1 and conversation < ?2 and json_extract(body, '$.touched') >= ?3 order by 2 desc limit ?4`
	sqlJournal = `select seq, cause, place, at, event, path, outcome, ended from journal where conversation = ? order by seq`

	sqlForgetMarks = `delete from marks where event in
		(select cause from journal where conversation = ?1 union all select event from letters where conversation = ?1)`
	sqlForgetLetters = `delete from letters where conversation = ?`
	sqlForgetTurns   = `delete from journal where conversation = ?`
	sqlForgetLines   = `delete from outbox where conversation = ?`
	sqlForgetPairs   = `delete from pairs where conversation = ?`
	sqlForgetWakes   = `delete from alarms where conversation = ?`
	sqlForgetSession = `delete from sessions where conversation = ?`

	// sqlErased leaves in the audit that there was something, and that it was erased.
	sqlErased = `insert into audit (at, conversation, seq, agent, action, before, before_owner, after, after_owner)
		select ?1, conversation, seq, '', 'erased', coalesce(json_extract(body, '$.case.state'), ''), coalesce(json_extract(body, '$.case.owner.id'), ''), '', ''
		from sessions where conversation = ?2`

	sqlAudited = `insert into audit (at, conversation, seq, agent, action, before, before_owner, after, after_owner) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlBefore  = `select after, after_owner from audit where conversation = ? order by id desc limit 1`
	sqlAudit   = `select at, seq, agent, action, before, before_owner, after, after_owner from audit where conversation = ? order by id`

	sqlPruneMarks   = `delete from marks where event in (select event from marks where at < ? limit 1000)`
	sqlPruneLetters = `delete from letters where event in (select event from letters where buried < ? limit 1000)`
	sqlPruneAudit   = `delete from audit where id in (select id from audit where at < ? limit 1000)`
	// What is over its time, of conversations without an open case.
	sqlOldTurns = `select conversation from journal where kept < ? and not exists (select 1 from sessions s
		where s.conversation = journal.conversation and json_extract(s.body, '$.case.state') in ('queued', 'deferred', 'held')) limit 1000`
	sqlOldLines = `select conversation from outbox where kept < ? and state in ('sent', 'dead', 'cancelled') and not exists (select 1 from sessions s
		where s.conversation = outbox.conversation and json_extract(s.body, '$.case.state') in ('queued', 'deferred', 'held')) limit 1000`
	sqlPruneTurns = `delete from journal where conversation = ? and kept < ?`
	sqlPruneLines = `delete from outbox where conversation = ? and kept < ? and state in ('sent', 'dead', 'cancelled')`
	// sqlPruneSession ends a conversation of which nothing else is left.
	sqlPruneSession = `delete from sessions where conversation = ?1
		and not exists (select 1 from journal where conversation = ?1)
		and not exists (select 1 from outbox where conversation = ?1)
		and not exists (select 1 from alarms where conversation = ?1)`

	sqlPosted  = `select conversation, seq, part, attempt, probes, body, state, receipt, reason from outbox where conversation = ? order by seq, part`
	sqlAlarms  = `select conversation, name, generation, due, home, reason from alarms where conversation = ?`
	sqlLetters = `select event, conversation, place, at, body, reason from letters where conversation = ?`

	sqlBury   = `insert into letters (event, conversation, place, at, body, reason, buried) values (?, ?, ?, ?, ?, ?, ?)`
	sqlBuried = `select event, conversation, place, at, body, reason from letters order by buried desc limit ?`

	sqlMarked     = `select token from marks where event = ?`
	sqlFenceFirst = `insert into sessions (seq, body, conversation, started) values (?, ?, ?, ?) on conflict do nothing`
	sqlFence      = `update sessions set seq = ?1, body = ?2 where conversation = ?3 and seq = ?5 and (?4 = 0 or started in (0, ?4))`
	sqlMark       = `insert into marks (event, token, at) values (?, ?, ?)`
	sqlEnter      = `insert into journal (conversation, seq, cause, place, at, event, path, outcome, ended, kept) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	sqlHush       = `update outbox set state = 'cancelled', due = null
		where conversation = ? and state in ('ready', 'leased', 'uncertain') and state = 'ready' and bot = 1`
	sqlAmend = `update outbox set state = 'cancelled', due = null
		where conversation = ? and queue = '' and state in ('ready', 'leased', 'uncertain') and state = 'ready' and "of" = ?`
	sqlPost = `insert into outbox (conversation, queue, seq, part, "of", body, bot, kept, state, due) values (?1, ?2, ?, ?, ?, ?, ?, ?, 'ready',
		iif(exists (select 1 from outbox where conversation = ?1 and queue = ?2 and state in ('ready', 'leased', 'uncertain')), null, 0))`

	// sqlPromote lets the first unsent line of a conversation's queue go, when it waited for an earlier one.
	sqlPromote = `update outbox set due = 0 where due is null and state = 'ready' and rowid =
		(select rowid from outbox where conversation = ? and queue = ? and state in ('ready', 'leased', 'uncertain') order by seq, part limit 1)`
	sqlLease = `update outbox set state = 'leased', attempt = attempt + 1, due = ?
		where rowid in (select rowid from outbox where state = 'ready' and due <= ? order by due, rowid limit ?)
		returning conversation, seq, part, attempt, probes, body`
	// sqlTake leases the line if it is the first unsent one.
	sqlTake = `update outbox set state = 'leased', attempt = attempt + 1, due = ?
		where conversation = ? and seq = ? and part = 0 and state = 'ready' and due is not null`
	// sqlTakeNext leases the first unsent line of a conversation's queue, when it waited for an earlier one.
	sqlTakeNext = `update outbox set state = 'leased', attempt = attempt + 1, due = ? where due is null and state = 'ready' and rowid =
		(select rowid from outbox where conversation = ? and queue = ? and state in ('ready', 'leased', 'uncertain') order by seq, part limit 1)
		returning conversation, seq, part, attempt, probes, body`
	sqlSettle = `update outbox set state = ?1, due = ?2, receipt = ?3, reason = ?4, probes = iif(?1 = 'uncertain', probes, 0)
		where conversation = ?5 and seq = ?6 and part = ?7 and attempt = ?8 and state in ('leased', 'uncertain')`
	sqlPair = `insert into pairs (at, conversation, "of") select ?1, ?2, ?3 where exists (select 1 from sessions where conversation = ?2)
		on conflict do nothing`
	sqlPairs = `select at from pairs where conversation = ? and "of" = ? order by at`
	sqlFind  = `select conversation, "of" from pairs where at = ?`
	// sqlLost has the conversation hear of a line that was refused for good.
	sqlLost      = `insert into alarms (conversation, name, generation, due, home, reason) values (?, ?, ?, ?, ?, ?) on conflict do nothing`
	sqlUnsent    = `select count(*) from outbox where conversation = ? and state in ('ready', 'leased', 'uncertain')`
	sqlVoid      = `update outbox set due = 0 where state in ('leased', 'uncertain') and state = 'leased'`
	sqlUncertain = `update outbox set state = 'uncertain', attempt = attempt + 1, probes = probes + 1, due = ?
		where rowid in (select rowid from outbox where state in ('leased', 'uncertain') and due <= ? order by due limit ?)
		returning conversation, seq, part, attempt, probes, body`

	sqlWake = `insert into alarms (conversation, name, generation, due, home) values (?, ?, ?, ?, ?)
		on conflict do update set generation = excluded.generation, due = excluded.due, home = excluded.home`
	sqlUnwake = `delete from alarms where conversation = ? and name = ?`
	sqlWoke   = `delete from alarms where conversation = ? and name = ? and generation = ?`
	sqlDue    = `select conversation, name, generation, due, home, reason from alarms where due <= ? order by due, conversation, name limit ?`
	sqlNext   = `select due from alarms order by due limit 1`
)
