-- When an analysis was first said to end, so that the range can be held against what came.
create table analysis_arrival (
  analysis_id  uuid primary key references analysis,
  workspace_id uuid not null references workspace,
  shown_at     timestamptz not null,
  earliest     timestamptz not null,
  latest       timestamptz not null,
  check (shown_at <= earliest and earliest <= latest)
);

grant select, insert on analysis_arrival to ${runtime};

-- How did the workspace's last ones go?
create index analysis_ended on analysis (workspace_id, mode, ended_at desc) where state = 'finished';
