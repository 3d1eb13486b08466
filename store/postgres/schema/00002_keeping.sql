-- What is kept for how long, what is told of dead lines, and what all processes share.

-- +goose Up

-- When the conversation began, in microseconds; 0: not known. The other half of the fence: no turn goes into a
-- conversation that was erased meanwhile and begun anew.
alter table sessions add column started bigint not null default 0;

-- When a row came, so that it goes when its time is over.
alter table journal add column kept timestamptz not null default now();
create index journal_kept on journal using brin (kept) with (autosummarize = on);
alter table outbox add column kept timestamptz not null default now();
create index outbox_kept on outbox using brin (kept) with (autosummarize = on);
create index audit_at on audit using brin (at) with (autosummarize = on);

-- Why a line was refused, when that is what the alarm is about.
alter table alarms add column reason text not null default '';

create table meta (
	name  text collate "C" primary key,
	value text not null
);

-- +goose Down

drop table meta;
drop index audit_at;
alter table alarms drop column reason;
alter table outbox drop column kept;
alter table journal drop column kept;
alter table sessions drop column started;
