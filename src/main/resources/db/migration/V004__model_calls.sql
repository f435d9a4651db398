-- What models cost, and what they answered before.

-- A version of the price table takes effect at a date; prices are added, never changed, so that
-- each attempt can be priced again to the same cent.
create table price_version (
  id             int generated always as identity primary key,
  effective_from timestamptz not null,
  source         text not null unique check (length(source) between 1 and 200),
  created_by     uuid references app_user,
  created_at     timestamptz not null
);

-- US dollars for one token.
create table price (
  version           int not null references price_version,
  model             text not null,
  uncached          usd not null,
  cached            usd not null,
  cache_write       usd not null,
  output            usd not null,
  batch_factor      usd not null,
  long_above        bigint check (long_above > 0),
  long_uncached     usd,
  long_cached       usd,
  long_cache_write  usd,
  long_output       usd,
  max_context       bigint not null check (max_context > 0),
  max_output        bigint not null check (max_output >= 0),
  primary key (version, model),
  check (num_nulls(long_above, long_uncached, long_cached, long_cache_write, long_output) in (0, 5))
);

-- Answers already paid for, per workspace and mode. Erasable: it holds what the model wrote.
create table response_cache (
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  key          text not null,
  attempt_id   uuid not null references attempt,
  job_id       uuid,
  outcome      text not null check (outcome in ('answered', 'refused', 'truncated', 'malformed')),
  answer       text not null,
  charge       usd not null,
  hits         int not null default 0,
  saved        usd not null default 0,
  created_at   timestamptz not null,
  primary key (workspace_id, mode, key)
);

grant select, insert on price_version, price to ${runtime};
grant select, insert, update, delete on response_cache to ${runtime};
