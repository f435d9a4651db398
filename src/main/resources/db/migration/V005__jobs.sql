-- The work to be done. A claim takes a lease and a new token; nothing about a claimed job is
-- written without that token. Payloads hold ids and numbers, never forum text.

create table job (
  id            uuid primary key,
  workspace_id  uuid not null references workspace,
  analysis_id   uuid not null,
  kind          text not null,
  key           text not null,
  payload       jsonb not null,
  priority      int not null default 0,
  state         text not null default 'waiting'
                check (state in ('waiting', 'running', 'withheld', 'done', 'dead', 'cancelled')),
  run_at        timestamptz not null,
  attempts      int not null default 0,
  token         uuid,
  claimed_by    text,
  claimed_until timestamptz,
  waits_for     text,
  last_error    text,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  check ((state = 'running') = (token is not null)),
  unique (analysis_id, key)
) with (fillfactor = 80);

-- Claim: what is due, best first?
create index job_due on job (priority desc, run_at) where state = 'waiting';
-- Sweep: whose lease lapsed?
create index job_lapsed on job (claimed_until) where state = 'running';
-- Advance: is anything of this analysis still open?
create index job_open on job (analysis_id) where state in ('waiting', 'running', 'withheld');

grant select, insert, update on job to ${runtime};
