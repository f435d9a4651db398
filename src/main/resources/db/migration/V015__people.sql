-- Sessions, people who come and go, and what slows down guessing. Secrets are stored as SHA-256 alone.

-- A browser that is, or was, logged in. It outlives restarts and is the same for every process.
create table log_in_session (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  user_id      uuid not null references app_user,
  token_hash   text not null unique check (length(token_hash) = 64),
  device_hash  text not null check (length(device_hash) = 64),
  user_agent   text not null check (length(user_agent) <= 300),
  address      text not null check (length(address) <= 60),
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at     timestamptz
);

-- A person's page: where am I logged in? At a log-in: is this browser or address known?
create index log_in_session_of on log_in_session (user_id, started_at desc);

grant select, insert, delete on log_in_session to ${runtime};
grant update (last_seen_at, ended_at) on log_in_session to ${runtime};

-- Who may no longer log in keeps the row: analyses and tokens name who made them.
alter table app_user add column ended_at timestamptz;

-- A link by which somebody chooses a password, once: someone new, or (user_id) someone who is here already.
create table invitation (
  id            uuid primary key,
  workspace_id  uuid not null references workspace,
  created_by    uuid not null references app_user,
  user_id       uuid references app_user,
  email         text not null check (length(email) between 3 and 254),
  name          text not null check (length(name) between 1 and 100),
  role          text not null check (role in ('owner', 'analyst', 'integrator', 'viewer')),
  administrator boolean not null,
  token_hash    text not null unique check (length(token_hash) = 64),
  created_at    timestamptz not null,
  expires_at    timestamptz not null check (expires_at > created_at),
  used_at       timestamptz,
  revoked_at    timestamptz
);

-- The people's page: which are open?
create index invitation_of on invitation (workspace_id, created_at desc) where used_at is null and revoked_at is null;

grant select, insert on invitation to ${runtime};
grant update (used_at, revoked_at) on invitation to ${runtime};

-- Failed log-ins, by the hash of what they are counted for; no workspace, since who fails may be nobody.
create table log_in_failure (
  counted_for text primary key check (length(counted_for) = 64),
  failures    integer not null check (failures >= 0),
  last_at     timestamptz not null,
  pause_until timestamptz not null
);

-- Which are old enough to be forgotten?
create index log_in_failure_age on log_in_failure (last_at);

grant select, insert, update, delete on log_in_failure to ${runtime};
