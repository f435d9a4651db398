-- What the administrator entered about the vendors. Keys are sealed with a master key that is not
-- in this database; a sealed key opens only in this installation, for its vendor and address.
-- These belong to the installation, not to a workspace.

create table installation (
  id       uuid primary key default gen_random_uuid(),
  only_one boolean not null unique default true check (only_one)
);

insert into installation default values;

create table vendor_setting (
  vendor     text primary key check (vendor in ('openai', 'reddit')),
  address    text not null check (length(address) between 1 and 500),
  details    jsonb not null default '{}',
  keyless    boolean not null default false,
  key_nonce  bytea check (length(key_nonce) = 12),
  key_sealed bytea,
  key_master text,
  key_ending text,
  key_set_at timestamptz,
  tried_at   timestamptz,
  changed_at timestamptz not null,
  changed_by uuid references app_user,
  check (num_nulls(key_nonce, key_sealed, key_master, key_set_at) in (0, 4)),
  check (not keyless or key_sealed is null)
);

-- A vendor that was live once is never replaced by its sandbox when its key is gone.
create table vendor_live (
  vendor text primary key check (vendor in ('openai', 'reddit')),
  since  timestamptz not null
);

grant select on installation to ${runtime};
grant select, insert, update on vendor_setting to ${runtime};
grant select, insert, delete on vendor_live to ${runtime};

-- A price of nothing is said so, never a slip: a model of one's own may cost nothing.
alter table price
  add column free boolean not null default false,
  add check (free = (uncached = 0 and cached = 0 and cache_write = 0 and output = 0));

-- Settings: what did the last trial of the model cost?
create index attempt_trial on attempt (held_at) where stage = 'trial';
