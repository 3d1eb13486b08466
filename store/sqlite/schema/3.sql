-- Each desk has a queue of a conversation's lines of its own, beside the person's, which is ''.

alter table outbox add column queue text not null default '';
create index outbox_waiting on outbox (conversation, queue, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_unsent;
