-- Each desk has a queue of a conversation's lines of its own, beside the person's, which is ''.

-- +goose Up

alter table outbox add column queue text collate "C" not null default '';
create index outbox_waiting on outbox (conversation, queue, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_unsent;

-- +goose Down

create index outbox_unsent on outbox (conversation, seq, part) where state in ('ready', 'leased', 'uncertain');
drop index outbox_waiting;
alter table outbox drop column queue;
