-- The record, first schema. A released script is never changed: one that adds comes first, and one that
-- takes away what nothing uses any more comes in a later release.
--
-- Names and ids are compared byte by byte, whatever the database's language.

-- +goose Up

create table sessions (
	conversation text collate "C" primary key,
	seq          bigint not null, -- the fence
	body         text not null    -- the session as of its last turn, JSON
) with (fillfactor = 70);

-- Which events were applied. The token names the commit that did it.
create table marks (
	event uuid primary key, -- the first half of the SHA-256 of the event's id
	token text not null,
	at    timestamptz not null
);
create index marks_at on marks using brin (at) with (autosummarize = on);

create table journal (
	conversation text collate "C" not null,
	seq          bigint not null,
	cause        text not null, -- id of the event
	place        text not null, -- where it happened
	at           text not null, -- RFC 3339, in the person's zone
	event        text not null, -- JSON
	path         text not null, -- the steps walked, JSON, or ''
	outcome      text not null,
	ended        text not null, -- the step at which a flow ended, JSON, or ''
	primary key (conversation, seq)
);

-- A conversation's unsent lines are those ready, leased or uncertain. Only the first of them may have a
-- due: when it may be leased, leased again or, uncertain, probed.
create table outbox (
	conversation text collate "C" not null,
	seq          bigint not null,
	part         integer not null,
	body         text not null,    -- JSON; '' once it was sent
	bot          boolean not null, -- the line falls silent as soon as an agent claims
	state        text not null,
	attempt      integer not null,
	probes       integer not null default 0, -- how often its fate was looked up since it was sent last
	due          timestamptz,
	receipt      text not null default '',
	reason       text not null default '',
	primary key (conversation, seq, part)
);
create index outbox_unsent on outbox (conversation, seq, part) where state in ('ready', 'leased', 'uncertain');
create index outbox_due on outbox (due) where state = 'ready' and due is not null;
create index outbox_probe on outbox (due) where state in ('leased', 'uncertain');

create table alarms (
	conversation text collate "C" not null,
	name         text collate "C" not null,
	generation   bigint not null,
	due          timestamptz not null,
	home         text not null,
	primary key (conversation, name)
);
create index alarms_due on alarms (due);

-- Each conversation's case, as of the last turn that changed it.
create table cases (
	conversation text collate "C" primary key,
	seq          bigint not null,
	state        text not null,
	owner        text not null, -- id of the agent who has it, or ''
	since        timestamptz not null,
	body         text not null  -- JSON
);
create index cases_open on cases (since) where state in ('queued', 'deferred', 'held');

-- What became of cases, without a word that was said. Nothing is changed here or taken away but by age.
create table audit (
	id           bigint generated always as identity primary key,
	at           timestamptz not null default clock_timestamp(),
	conversation text collate "C" not null,
	seq          bigint not null,
	agent        text not null, -- id of the agent who did it, or ''
	action       text not null, -- the kind of the event
	before       text not null, -- the case's state, or ''
	before_owner text not null,
	after        text not null,
	after_owner  text not null
);
create index audit_conversation on audit (conversation, id);

-- Events that could not become a turn.
create table letters (
	event        text collate "C" primary key, -- its id
	conversation text collate "C" not null,
	place        text not null,
	at           text not null,
	body         text not null, -- the event, JSON, or ''
	reason       text not null,
	buried       timestamptz not null
);
create index letters_buried on letters (buried);
create index letters_conversation on letters (conversation);

-- +goose Down

drop table sessions, marks, journal, outbox, alarms, cases, audit, letters;
