-- Circuit breakers that are not closed, one a vendor and process; the page shows them all.
create table breaker (
  vendor   text not null,
  process  uuid not null,
  state    text not null check (state in ('open', 'half_open')),
  since    timestamptz not null,
  probe_at timestamptz not null,
  primary key (vendor, process)
);

comment on column breaker.since is 'of the outage, however often it was probed';
comment on column breaker.probe_at is 'when a call may try again; a row long past it is of a process that died';

grant select, insert, update, delete on breaker to ${runtime};
