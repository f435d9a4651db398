-- Flows that integrators own, each with all its versions. A source belongs to the installation, a result flow to a workspace.

create table flow (
  id           uuid primary key,
  kind         text not null check (kind in ('source', 'result')),
  workspace_id uuid references workspace,
  created_by   uuid references app_user,
  name         text not null check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(name) <= 60),
  state        text not null check (state in ('on', 'suspended', 'off')),
  -- What serves, and what served before; 0 for nothing.
  published    int not null default 0,
  before       int not null default 0,
  published_at timestamptz,
  newest       int not null,
  -- Grows with each publication and each turn, by which processes see that they have to follow.
  revision     bigint not null default 1,
  created_at   timestamptz not null,
  check ((kind = 'source') = (workspace_id is null)),
  check (published <= newest and before <= newest)
);

comment on column flow.created_by is 'null for what came with the hub or from the mounted folder';

create unique index flow_source_name on flow (name) where workspace_id is null;
create unique index flow_result_name on flow (workspace_id, name) where workspace_id is not null;

create table flow_version (
  flow_id  uuid not null references flow,
  number   int not null check (number > 0),
  yaml     text not null check (length(yaml) <= 200000),
  origin   text not null check (origin in ('person', 'jar', 'folder')),
  author   uuid references app_user,
  message  text not null check (length(message) <= 500),
  based_on int not null,
  at       timestamptz not null,
  primary key (flow_id, number),
  check ((origin = 'person') = (author is not null))
);

-- What became of versions, and of the flow.
create table flow_event (
  position bigint generated always as identity primary key,
  flow_id  uuid not null references flow,
  number   int not null,
  what     text not null check (what in ('published', 'went_back', 'refused', 'started', 'suspended', 'stopped')),
  why      text not null check (length(why) <= 1000),
  author   uuid references app_user,
  at       timestamptz not null
);

-- Page: what happened to a flow, the newest first.
create index flow_event_of on flow_event (flow_id, position desc);

-- What each process makes of a flow now.
create table flow_node (
  flow_id  uuid not null references flow,
  process  uuid not null,
  name     text not null,
  revision bigint not null,
  version  int not null,
  state    text not null check (state in ('serves', 'suspended', 'off', 'failed')),
  error    text not null check (length(error) <= 1000),
  -- What went through it there, by route.
  traffic  jsonb not null default '[]',
  at       timestamptz not null,
  primary key (flow_id, process)
);

create trigger append_only before update or delete or truncate on flow_version
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on flow_event
  for each statement execute function refuse_change();

call keep_apart('flow', 'workspace_id is null or workspace_id = (select acting_workspace())');
call keep_apart('flow_version', 'flow_id in (select id from flow)');
call keep_apart('flow_event', 'flow_id in (select id from flow)');
call keep_apart('flow_node', 'flow_id in (select id from flow)');

grant select, insert, update on flow to ${runtime};
grant select, insert on flow_version, flow_event to ${runtime};
grant select, insert, update, delete on flow_node to ${runtime};
