-- How far the log of vectors has been sent to an index outside. The log itself is the outbox.
create table vector_relay (
  target        text not null check (length(target) between 1 and 100),
  mode          text not null check (mode in ('sandbox', 'live')),
  model         text not null,
  position      bigint not null default 0,
  claimed_until timestamptz,
  sent_at       timestamptz,
  trouble       text check (length(trouble) <= 500),
  primary key (target, mode, model)
);

comment on column vector_relay.claimed_until is 'one process sends at a time, so that changes arrive in their order';
comment on column vector_relay.trouble is 'why the last try failed, in words without secrets; null once it worked';

-- What an index outside was asked, by month: read and write units as it counts them.
create table vector_usage (
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  month        date not null,
  read_units   bigint not null default 0 check (read_units >= 0),
  write_units  bigint not null default 0 check (write_units >= 0),
  primary key (workspace_id, mode, month)
);

grant select, insert, update on vector_relay, vector_usage to ${runtime};
