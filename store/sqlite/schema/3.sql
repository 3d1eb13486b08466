-- For agents and their desks.
--
-- Each desk has a queue of a conversation's lines of its own, beside the person's, which is ''.

alter table outbox add column queue text not null default '';
create index outbox_waiting on outbox (conversation, queue, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_unsent;

-- The event that brought the line which this one carries to the other side; 'case' for a card, or ''.
alter table outbox add column "of" text not null default '';

-- Where those copies are, so that they can be changed.
create table pairs (
	at           text not null primary key, -- as its channel names the place
	conversation text not null references sessions on delete cascade,
	"of"         text not null
) strict, without rowid;
create index pairs_of on pairs (conversation, "of");
