-- Links that log a person in once. The token itself is only in the link; here is its SHA-256.

create table log_in_link (
  token_hash   text primary key check (length(token_hash) = 64),
  workspace_id uuid not null references workspace,
  user_id      uuid not null references app_user,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  created_at   timestamptz not null default now()
);

grant select, insert, delete on log_in_link to ${runtime};
grant update (used_at) on log_in_link to ${runtime};
