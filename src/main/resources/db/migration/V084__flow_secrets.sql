-- What a workspace's flows know others by, sealed with the master key, which is not in this database.

create table flow_secret (
  workspace_id uuid not null references workspace,
  name         text not null check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(name) <= 60),
  nonce        bytea not null check (length(nonce) = 12),
  sealed       bytea not null,
  master       text not null,
  set_at       timestamptz not null,
  set_by       uuid references app_user,
  primary key (workspace_id, name)
);

call keep_apart('flow_secret');

grant select, insert, update, delete on flow_secret to ${runtime};
