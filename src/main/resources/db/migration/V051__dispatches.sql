-- Jobs whose places went out by a broker and that nobody has taken yet. What stays too long is sent again.
create table job_dispatch (
  place      bigint primary key,
  job_id     uuid not null,
  lane       text not null,
  process_id uuid not null,
  sent_at    timestamptz not null,
  times      int not null default 1
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

comment on table job_dispatch is 'a place that is no longer in job_waiting was taken or has moved; its row here is only not removed yet';
comment on column job_dispatch.times is 'how often it was sent';

grant select, insert, update, delete on job_dispatch to ${runtime};
