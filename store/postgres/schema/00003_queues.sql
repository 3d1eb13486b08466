-- For agents and their desks.
--
-- Each desk has a queue of a conversation's lines of its own, beside the person's, which is ''.

-- +goose Up

alter table outbox add column queue text collate "C" not null default '';
create index outbox_waiting on outbox (conversation, queue, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_unsent;

-- The event that brought the line which this one carries to the other side; 'case' for a card, or ''.
alter table outbox add column of text collate "C" not null default '';

-- Where those copies are, so that they can be changed.
create table pairs (
	at           text collate "C" primary key, -- as its channel names the place
	conversation text collate "C" not null,
	of           text collate "C" not null
);
create index pairs_of on pairs (conversation, of);

-- +goose Down

drop table pairs;
alter table outbox drop column of;
create index outbox_unsent on outbox (conversation, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_waiting;
alter table outbox drop column queue;
