-- Limits on charges, and every attempt that ever was made or meant to be made against them.
-- An attempt is a row before it leaves; the row holds figures and ids, never text.

-- Exact US dollars. The bounds refuse negative, infinite and NaN (which PostgreSQL orders last),
-- and min_scale refuses what is finer than any price times any markup.
create domain usd as numeric
  check (value >= 0 and value < 1000000000 and min_scale(value) <= 18);

create table budget (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid references app_user,
  limit_usd    usd not null,
  charged      usd not null default 0,
  held         usd not null default 0,
  in_doubt     usd not null default 0,
  earmarked    usd not null default 0,
  cost         usd not null default 0,
  loss         usd not null default 0,
  created_at   timestamptz not null,
  unique (id, workspace_id),
  check (charged + held + earmarked <= limit_usd),
  check (in_doubt <= held)
) with (fillfactor = 40);

-- States: held -> sent -> settled | released | doubt; held -> released;
-- doubt -> settled | released | unknown (24 h passed: hold given back, nothing charged).
create table attempt (
  id                 uuid primary key,
  workspace_id       uuid not null,
  budget_id          uuid not null,
  job_id             uuid,
  instance_id        uuid not null,
  mode               text not null check (mode in ('sandbox', 'live')),
  vendor             text not null,
  model              text not null,
  stage              text not null,
  request_hash       text not null,
  price_version      int not null,
  markup             usd not null,
  hold               usd not null,
  from_earmark       boolean not null,
  counted_input      bigint not null check (counted_input >= 0),
  max_output         bigint not null check (max_output >= 0),
  state              text not null default 'held'
                     check (state in ('held', 'sent', 'settled', 'released', 'doubt', 'unknown')),
  outcome            text,
  uncached_tokens    bigint check (uncached_tokens >= 0),
  cached_tokens      bigint check (cached_tokens >= 0),
  cache_write_tokens bigint check (cache_write_tokens >= 0),
  output_tokens      bigint check (output_tokens >= 0),
  reasoning_tokens   bigint check (reasoning_tokens between 0 and output_tokens),
  uncached_price     usd,
  cached_price       usd,
  cache_write_price  usd,
  output_price       usd,
  cost               usd,
  charge             usd,
  loss               usd,
  held_at            timestamptz not null,
  sent_at            timestamptz,
  doubted_at         timestamptz,
  ended_at           timestamptz,
  -- Through the budget, whose row the statement has locked anyway: a key on the workspace would have
  -- every hold share-lock one hot row. So would a key on the price; prices cannot be deleted.
  foreign key (budget_id, workspace_id) references budget (id, workspace_id),
  check (charge <= hold),
  check ((state = 'settled') = (cost is not null)),
  check ((state = 'settled') = (charge is not null)),
  check (state in ('held', 'released') or sent_at is not null),
  check ((state in ('settled', 'released', 'unknown')) = (ended_at is not null))
) with (fillfactor = 70);

-- Page: the attempts of one analysis.
create index attempt_of on attempt (budget_id);
-- Recovery and sweeps: which attempts are open, of which job, since when? By ended_at, not by state,
-- which every step changes: so marking an attempt sent touches no index.
create index attempt_open on attempt (held_at) where ended_at is null;
create index attempt_job on attempt (job_id) where ended_at is null;

-- What was paid, written in the transaction that settles the attempt; never changed.
create table cost_entry (
  position           bigint generated always as identity primary key,
  attempt_id         uuid not null unique references attempt,
  workspace_id       uuid not null,
  budget_id          uuid not null,
  mode               text not null,
  vendor             text not null,
  model              text not null,
  stage              text not null,
  price_version      int not null,
  uncached_tokens    bigint not null,
  cached_tokens      bigint not null,
  cache_write_tokens bigint not null,
  output_tokens      bigint not null,
  reasoning_tokens   bigint not null,
  cost               usd not null,
  markup             usd not null,
  charge             usd not null,
  loss               usd not null,
  at                 timestamptz not null
);

-- A model whose usage went above its hold is asked nothing until a person has looked.
create table model_stop (
  id         bigint generated always as identity primary key,
  mode       text not null check (mode in ('sandbox', 'live')),
  vendor     text not null,
  model      text not null,
  attempt_id uuid not null references attempt,
  why        text not null,
  stopped_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid references app_user
);

-- Hold: is this model stopped?
create unique index model_stop_open on model_stop (mode, vendor, model) where cleared_at is null;

grant select, insert on budget, attempt, cost_entry, model_stop to ${runtime};
grant update (limit_usd, charged, held, in_doubt, earmarked, cost, loss) on budget to ${runtime};
grant update (state, outcome, uncached_tokens, cached_tokens, cache_write_tokens, output_tokens,
              reasoning_tokens, uncached_price, cached_price, cache_write_price, output_price,
              cost, charge, loss, sent_at, doubted_at, ended_at) on attempt to ${runtime};
grant update (cleared_at, cleared_by) on model_stop to ${runtime};
