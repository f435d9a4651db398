-- Monitors: analyses that a clock repeats, their runs, and the problems that they meet again.

alter table analysis add column monitor_id uuid;

-- Which posts did earlier runs judge?
create index analysis_of_monitor on analysis (monitor_id) where monitor_id is not null;

create table monitor (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid not null references app_user,
  name         text not null check (length(name) between 1 and 100),
  topic        text not null check (length(topic) between 3 and 200),
  communities  text[] not null,
  months       int not null check (months between 1 and 120),
  cron         text not null,
  zone         text not null,
  run_budget   usd not null,
  month_budget usd not null,
  state        text not null check (state in ('watching', 'paused', 'out_of_money')),
  why          text,
  -- The first tick that has not been fired; moved on in the transaction that fires it.
  next_at      timestamptz,
  created_at   timestamptz not null,
  check (state <> 'paused' or next_at is null)
);

create index monitor_of on monitor (workspace_id, name);
-- Is anything due?
create index monitor_due on monitor (next_at) where next_at is not null;

alter table analysis add foreign key (monitor_id) references monitor;

create table monitor_run (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  monitor_id   uuid not null references monitor,
  number       int not null,
  tick         timestamptz not null,
  -- Whether a person asked for it.
  asked        boolean not null,
  begun_at     timestamptz not null,
  state        text not null check (state in ('running', 'done', 'left_out')),
  analysis_id  uuid unique references analysis,
  note         text not null,
  before       int not null default 0,
  fresh        int not null default 0,
  calls        int not null default 0,
  -- One run a tick, whoever fires it and however often.
  unique (monitor_id, tick),
  unique (monitor_id, number),
  check ((state = 'left_out') = (analysis_id is null))
);

-- Which runs wait to be read?
create index monitor_run_open on monitor_run (analysis_id) where state = 'running';

-- A problem over all runs of a monitor.
create table monitor_line (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  monitor_id   uuid not null references monitor
);

create index monitor_line_of on monitor_line (monitor_id);

-- Where a run met it.
create table monitor_sighting (
  line_id        uuid not null references monitor_line,
  run_id         uuid not null references monitor_run,
  opportunity_id uuid not null references opportunity on delete cascade,
  mentions       int not null,
  authors        int not null,
  primary key (line_id, run_id, opportunity_id)
);

create index monitor_sighting_of on monitor_sighting (opportunity_id);

grant select, insert, update on monitor, monitor_run to ${runtime};
grant select, insert on monitor_line, monitor_sighting to ${runtime};

call keep_apart('monitor');
call keep_apart('monitor_run');
call keep_apart('monitor_line');
call keep_apart('monitor_sighting', 'line_id in (select id from monitor_line)');

-- Quartz's own tables, as it ships them for PostgreSQL (2.5.2).

create table qrtz_job_details
(
  sched_name        varchar(120) not null,
  job_name          varchar(200) not null,
  job_group         varchar(200) not null,
  description       varchar(250) null,
  job_class_name    varchar(250) not null,
  is_durable        bool         not null,
  is_nonconcurrent  bool         not null,
  is_update_data    bool         not null,
  requests_recovery bool         not null,
  job_data          bytea        null,
  primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers
(
  sched_name     varchar(120) not null,
  trigger_name   varchar(200) not null,
  trigger_group  varchar(200) not null,
  job_name       varchar(200) not null,
  job_group      varchar(200) not null,
  description    varchar(250) null,
  next_fire_time bigint       null,
  prev_fire_time bigint       null,
  priority       integer      null,
  trigger_state  varchar(16)  not null,
  trigger_type   varchar(8)   not null,
  start_time     bigint       not null,
  end_time       bigint       null,
  calendar_name  varchar(200) null,
  misfire_instr  smallint     null,
  job_data       bytea        null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, job_name, job_group)
  references qrtz_job_details (sched_name, job_name, job_group)
);

create table qrtz_simple_triggers
(
  sched_name      varchar(120) not null,
  trigger_name    varchar(200) not null,
  trigger_group   varchar(200) not null,
  repeat_count    bigint       not null,
  repeat_interval bigint       not null,
  times_triggered bigint       not null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_cron_triggers
(
  sched_name      varchar(120) not null,
  trigger_name    varchar(200) not null,
  trigger_group   varchar(200) not null,
  cron_expression varchar(120) not null,
  time_zone_id    varchar(80),
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_simprop_triggers
(
  sched_name    varchar(120)   not null,
  trigger_name  varchar(200)   not null,
  trigger_group varchar(200)   not null,
  str_prop_1    varchar(512)   null,
  str_prop_2    varchar(512)   null,
  str_prop_3    varchar(512)   null,
  int_prop_1    int            null,
  int_prop_2    int            null,
  long_prop_1   bigint         null,
  long_prop_2   bigint         null,
  dec_prop_1    numeric(13, 4) null,
  dec_prop_2    numeric(13, 4) null,
  bool_prop_1   bool           null,
  bool_prop_2   bool           null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_blob_triggers
(
  sched_name    varchar(120) not null,
  trigger_name  varchar(200) not null,
  trigger_group varchar(200) not null,
  blob_data     bytea        null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_calendars
(
  sched_name    varchar(120) not null,
  calendar_name varchar(200) not null,
  calendar      bytea        not null,
  primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps
(
  sched_name    varchar(120) not null,
  trigger_group varchar(200) not null,
  primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers
(
  sched_name        varchar(120) not null,
  entry_id          varchar(95)  not null,
  trigger_name      varchar(200) not null,
  trigger_group     varchar(200) not null,
  instance_name     varchar(200) not null,
  fired_time        bigint       not null,
  sched_time        bigint       not null,
  priority          integer      not null,
  state             varchar(16)  not null,
  job_name          varchar(200) null,
  job_group         varchar(200) null,
  is_nonconcurrent  bool         null,
  requests_recovery bool         null,
  primary key (sched_name, entry_id)
);

create table qrtz_scheduler_state
(
  sched_name        varchar(120) not null,
  instance_name     varchar(200) not null,
  last_checkin_time bigint       not null,
  checkin_interval  bigint       not null,
  primary key (sched_name, instance_name)
);

create table qrtz_locks
(
  sched_name varchar(120) not null,
  lock_name  varchar(40)  not null,
  primary key (sched_name, lock_name)
);

-- Which triggers fire next, and which were missed?
create index idx_qrtz_t_nft_st on qrtz_triggers (sched_name, trigger_state, next_fire_time);
create index idx_qrtz_t_nft_misfire on qrtz_triggers (sched_name, misfire_instr, next_fire_time);

grant select, insert, update, delete
   on qrtz_job_details, qrtz_triggers, qrtz_simple_triggers, qrtz_cron_triggers, qrtz_simprop_triggers, qrtz_blob_triggers,
      qrtz_calendars, qrtz_paused_trigger_grps, qrtz_fired_triggers, qrtz_scheduler_state, qrtz_locks
   to ${runtime};
