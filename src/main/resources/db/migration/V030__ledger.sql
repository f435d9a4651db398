-- What each workspace owes and why: every settled call, credit, refund and adjustment. Entries commit with
-- what they record and are chained by hash soon after, so that nothing waits for the chain.

alter table cost_entry rename to ledger_entry;
alter index cost_entry_pkey rename to ledger_entry_pkey;
alter sequence cost_entry_position_seq rename to ledger_entry_position_seq;

-- Exact US dollars by which what is owed grows or shrinks; refuses infinite and NaN as usd does.
create domain usd_change as numeric
  check (abs(value) < 1000000000 and min_scale(value) <= 18);

alter table ledger_entry
  add column kind text not null default 'call'
    check (kind in ('call', 'credit', 'refund', 'adjustment', 'rounding')),
  add column uncached_price    usd,
  add column cached_price      usd,
  add column cache_write_price usd,
  add column output_price      usd,
  add column reason            text check (length(reason) between 1 and 500),
  add column author            uuid references app_user,
  alter column charge type usd_change,
  alter column attempt_id drop not null,
  alter column budget_id drop not null,
  alter column vendor drop not null,
  alter column model drop not null,
  alter column stage drop not null,
  alter column price_version drop not null,
  alter column uncached_tokens drop not null,
  alter column cached_tokens drop not null,
  alter column cache_write_tokens drop not null,
  alter column output_tokens drop not null,
  alter column reasoning_tokens drop not null,
  alter column cost drop not null,
  alter column markup drop not null,
  alter column loss drop not null;

update ledger_entry entry
   set uncached_price = attempt.uncached_price, cached_price = attempt.cached_price,
       cache_write_price = attempt.cache_write_price, output_price = attempt.output_price
  from attempt
 where attempt.id = entry.attempt_id;

alter table ledger_entry
  -- A call says all about itself and rests on no person's word; anything else is the other way round.
  add check (num_nulls(attempt_id, budget_id, vendor, model, stage, price_version, uncached_tokens, cached_tokens,
                       cache_write_tokens, output_tokens, reasoning_tokens, uncached_price, cached_price,
                       cache_write_price, output_price, cost, markup, loss)
             = case kind when 'call' then 0 else 18 end),
  add check ((kind = 'call') = (reason is null)),
  add check (author is not null or kind in ('call', 'rounding')),
  -- Cost x markup, whole: what the workspace is charged, and what was above the hold and is the operator's loss.
  add check (kind <> 'call' or charge >= 0 and charge + loss = cost * markup),
  add check (kind not in ('credit', 'refund') or charge < 0);

-- Entries that no chain holds yet.
create table ledger_unchained (
  workspace_id uuid not null,
  position     bigint not null,
  primary key (workspace_id, position)
) with (fillfactor = 70);

insert into ledger_unchained select workspace_id, position from ledger_entry;

-- The chain: each entry's place and the hash of it with all before it.
create table ledger_link (
  workspace_id uuid not null references workspace,
  seq          bigint not null check (seq > 0),
  position     bigint not null unique references ledger_entry,
  hash         text not null check (hash ~ '^[0-9a-f]{64}$'),
  chained_at   timestamptz not null,
  primary key (workspace_id, seq)
);

-- The chain's end as it was signed and given away.
create table ledger_checkpoint (
  workspace_id uuid not null references workspace,
  seq          bigint not null check (seq > 0),
  hash         text not null,
  at           timestamptz not null,
  key          text not null,
  signature    text not null,
  primary key (workspace_id, seq, at)
);

-- Also for the owner, who has all rights: what is written stays.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: no %', tg_table_name, lower(tg_op);
end $$;

create trigger append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_link
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_checkpoint
  for each statement execute function refuse_change();

grant select, insert, delete on ledger_unchained to ${runtime};
grant select, insert on ledger_link, ledger_checkpoint to ${runtime};
