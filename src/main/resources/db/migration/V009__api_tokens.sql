-- Tokens by which programs act for a person. The token itself is shown once; here is its SHA-256.

create table api_token (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid not null references app_user,
  name         text not null check (length(name) between 1 and 60),
  token_hash   text not null unique check (length(token_hash) = 64),
  scopes       text[] not null check (cardinality(scopes) > 0 and scopes <@ array['read', 'run']),
  created_at   timestamptz not null,
  expires_at   timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at   timestamptz
);

-- A person's page: which tokens do I have?
create index api_token_of on api_token (created_by, created_at desc);

grant select, insert on api_token to ${runtime};
grant update (last_used_at, revoked_at) on api_token to ${runtime};

-- What a program asked for under a key of its own, so that asking again starts nothing twice.
create table api_request (
  workspace_id uuid not null references workspace,
  created_by   uuid not null references app_user,
  key          text not null check (length(key) between 1 and 200),
  body_hash    text not null check (length(body_hash) = 64),
  analysis_id  uuid references analysis,
  created_at   timestamptz not null,
  primary key (workspace_id, created_by, key)
);

grant select, insert on api_request to ${runtime};
grant update (analysis_id) on api_request to ${runtime};
