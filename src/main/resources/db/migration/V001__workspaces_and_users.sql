-- Who owns and pays, and who may act. Every owned row elsewhere carries workspace_id and created_by.
-- ${runtime} is the role the hub works with; it owns nothing.

create table workspace (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now()
);

create table app_user (
  id            uuid primary key,
  workspace_id  uuid not null references workspace,
  email         text not null,
  name          text not null,
  role          text not null check (role in ('owner', 'analyst', 'integrator', 'viewer')),
  administrator boolean not null default false,
  password_hash text,
  created_at    timestamptz not null default now()
);

-- Log-in: who is this?
create unique index app_user_email on app_user (lower(email));

grant usage on schema public to ${runtime};
grant select, insert on workspace to ${runtime};
grant select, insert, update on app_user to ${runtime};
