-- What is kept for how long, what is told of dead lines, and what is kept beside conversations.

-- When the conversation began, in microseconds; 0: not known. The other half of the fence.
alter table sessions add column started integer not null default 0;

-- When a row came, as due, so that it goes when its time is over. What is there came now.
alter table journal add column kept integer not null default 0;
update journal set kept = cast(unixepoch('subsec') * 1000000 as integer);
create index journal_kept on journal (kept);
alter table outbox add column kept integer not null default 0;
update outbox set kept = cast(unixepoch('subsec') * 1000000 as integer);
create index outbox_kept on outbox (kept);

-- Why a line was refused, when that is what the alarm is about.
alter table alarms add column reason text not null default '';

-- What became of cases, without a word that was said. Nothing is changed here or taken away but by age.
create table audit (
	id           integer primary key,
	at           integer not null, -- as due
	conversation text not null,
	seq          integer not null,
	agent        text not null, -- id of the agent who did it, or ''
	action       text not null, -- the kind of the event
	before       text not null, -- the case's state, or ''
	before_owner text not null,
	after        text not null,
	after_owner  text not null
) strict;
create index audit_conversation on audit (conversation, id);
create index audit_at on audit (at);

create table meta (
	name  text not null primary key,
	value text not null
) strict, without rowid;
