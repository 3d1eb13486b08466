-- The record, first schema. Times called at are RFC 3339 text; due, and the at of a mark, are
-- microseconds since 1970.

create table sessions (
	conversation text not null primary key,
	seq          integer not null,
	body         text not null -- the session as of its last turn, JSON
) strict;

-- Which events were applied. The token names the commit that did it.
create table marks (
	event text not null primary key,
	token text not null,
	at    integer not null
) strict, without rowid;
create index marks_at on marks (at);

create table journal (
	conversation text not null references sessions on delete cascade,
	seq          integer not null,
	cause        text not null, -- id of the event
	place        text not null, -- where it happened
	at           text not null,
	event        text not null, -- JSON
	path         text not null, -- the steps walked, JSON, or ''
	outcome      text not null,
	ended        text not null, -- the step at which a flow ended, JSON, or ''
	primary key (conversation, seq)
) strict;

-- A conversation's unsent lines are those ready, leased or uncertain. Only the first of them may
-- have a due: when it may be leased, leased again or, uncertain, probed.
create table outbox (
	conversation text not null references sessions on delete cascade,
	seq          integer not null,
	part         integer not null,
	body         text not null,    -- JSON
	bot          integer not null, -- 1 when the line falls silent as soon as an agent claims
	state        text not null,
	attempt      integer not null default 0,
	probes       integer not null default 0, -- how often its fate was looked up since it was sent last
	due          integer,
	receipt      text not null default '',
	reason       text not null default '',
	primary key (conversation, seq, part)
) strict;
create index outbox_unsent on outbox (conversation, seq, part) where state in ('ready', 'leased', 'uncertain');
create index outbox_due on outbox (due) where state = 'ready' and due is not null;
create index outbox_probe on outbox (due) where state in ('leased', 'uncertain');

create table alarms (
	conversation text not null references sessions on delete cascade,
	name         text not null,
	generation   integer not null,
	due          integer not null,
	home         text not null,
	primary key (conversation, name)
) strict, without rowid;
create index alarms_due on alarms (due);

-- Events that could not become a turn.
create table letters (
	event        text not null primary key,
	conversation text not null,
	place        text not null,
	at           text not null,
	body         text not null, -- the event, JSON, or ''
	reason       text not null,
	buried       integer not null -- as due
) strict, without rowid;
create index letters_buried on letters (buried);
create index letters_conversation on letters (conversation);
