-- How long jobs waited and took, minute by minute: how many fell into each bucket of their logarithm.
create table job_minute (
  minute  timestamptz not null,
  lane    text not null,
  kind    text not null,
  measure text not null check (measure in ('waited', 'took')),
  bucket  int not null,
  n       bigint not null check (n > 0),
  primary key (minute, measure, lane, kind, bucket)
) with (fillfactor = 50);

-- What a process that does work says of itself.
alter table hub_process
  add column workers int not null default 0,
  add column most_workers int not null default 0,
  add column connections int not null default 0;

comment on column hub_process.connections is 'database connections that it may open';

grant select, insert, update, delete on job_minute to ${runtime};
