-- The line and what runs leave the job's own row, so that a claim and a finish write narrow rows and the job's row
-- changes in place: no index names what changes in it.

create table job_waiting (
  place        bigint generated always as identity primary key,
  written_by   xid8 not null default pg_current_xact_id(),
  job_id       uuid not null unique,
  workspace_id uuid not null,
  lane         text not null,
  priority     int not null,
  run_at       timestamptz not null,
  waits_for    text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

comment on table job_waiting is 'jobs that may be claimed; without foreign keys, which would be checked at each of many rows';
comment on column job_waiting.place is 'new at each time a job lines up, so a place seen earlier never stands for a later turn';
comment on column job_waiting.written_by is 'the transaction, so that readers miss nothing that commits late';
comment on column job_waiting.run_at is 'not before; the promised longest wait counts from here';

-- The line's readers: what was written since?
create index job_waiting_written on job_waiting (written_by, place);

create table job_running (
  job_id     uuid primary key,
  token      uuid not null,
  process_id uuid not null,
  begun_at   timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

comment on table job_running is 'attempts under way; whoever ends one must show its token';

-- Hubs that do work. A lease belongs to the process: its attempts live as long as it is heard of.
create table hub_process (
  id           uuid primary key,
  name         text not null,
  started_at   timestamptz not null,
  seen_at      timestamptz not null,
  leased_until timestamptz not null
) with (fillfactor = 50);

-- Time that a workspace's jobs took lately, in milliseconds as of an instant; fades by half every so often.
create table job_share (
  workspace_id uuid primary key references workspace,
  used_ms      double precision not null check (used_ms >= 0),
  as_of        timestamptz not null
) with (fillfactor = 50);

-- Jobs of which only so many may be in line or run at once; the others wait for one of them to end.
create table job_limited (
  job_id    uuid primary key,
  limit_key text not null,
  most      int not null check (most > 0),
  turn      bigint generated always as identity,
  admitted  boolean not null,
  run_at    timestamptz not null
);

-- Who is admitted, and who is next?
create index job_limited_key on job_limited (limit_key, admitted, turn);

alter table job add column lane text not null default 'interactive' check (lane in ('interactive', 'scheduled', 'economy'));
alter table job add column limited boolean not null default false;
alter table job add column begun_at timestamptz;
comment on column job.limited is 'others may wait for it in job_limited';
comment on column job.begun_at is 'when its last ended attempt began';
comment on column job.attempts is 'attempts that counted and have ended';

insert into job_waiting (job_id, workspace_id, lane, priority, run_at, waits_for)
select id, workspace_id, lane, priority, run_at, waits_for from job where state in ('waiting', 'running');

drop index job_due;
drop index job_lapsed;
drop index job_open;
alter table job drop constraint job_state_check;
alter table job drop constraint job_check;
update job set state = 'open' where state in ('waiting', 'running');
alter table job alter column state set default 'open';
alter table job add check (state in ('open', 'withheld', 'done', 'dead', 'discarded', 'cancelled'));
alter table job drop column run_at, drop column token, drop column claimed_by, drop column claimed_until,
  drop column waits_for;
comment on column job.state is 'open: waits or runs, or waits for its limit';

-- Jobs that were given up. A row stays when its job is tried anew, so the history of a job is all its rows.
create table dead_letter (
  id           uuid primary key default gen_random_uuid(),
  job_id       uuid not null references job,
  workspace_id uuid not null references workspace,
  error        text not null,
  attempts     int not null,
  died_at      timestamptz not null,
  ended        text check (ended in ('retried', 'discarded')),
  ended_by     uuid references app_user,
  ended_at     timestamptz,
  reason       text check (length(reason) between 1 and 500),
  check ((ended is null) = (ended_at is null) and (ended is null) = (ended_by is null)),
  check (ended is distinct from 'discarded' or reason is not null)
);

-- The page: which are open, the newest first?
create index dead_letter_open on dead_letter (died_at desc) where ended is null;
create index dead_letter_job on dead_letter (job_id, died_at);

insert into dead_letter (job_id, workspace_id, error, attempts, died_at)
select id, workspace_id, coalesce(last_error, 'unknown'), attempts, coalesce(finished_at, now())
  from job where state = 'dead';

-- When a lane gave out no work, and who said so.
create table lane_pause (
  id         uuid primary key default gen_random_uuid(),
  lane       text not null check (lane in ('interactive', 'scheduled', 'economy')),
  reason     text not null check (length(reason) between 1 and 500),
  paused_by  uuid not null references app_user,
  paused_at  timestamptz not null,
  resumed_by uuid references app_user,
  resumed_at timestamptz,
  check ((resumed_by is null) = (resumed_at is null))
);

-- A lane is paused once at a time.
create unique index lane_pause_now on lane_pause (lane) where resumed_at is null;

grant select, insert, update, delete on job_waiting, job_running, hub_process, job_limited to ${runtime};
grant select, insert, update on job_share to ${runtime};
grant select, insert on dead_letter, lane_pause to ${runtime};
grant update (ended, ended_by, ended_at, reason) on dead_letter to ${runtime};
grant update (resumed_by, resumed_at) on lane_pause to ${runtime};
