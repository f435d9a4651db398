-- What an invoice has beside its usage, months that were closed for the bookkeepers, and what the model's vendor says it counted.

-- total_cents stays what it was: before tax.
alter table invoice add column tax_cents bigint not null default 0 check (tax_cents >= 0);

-- Running totals have no bound; one event's value has, and groups are closed before they reach it.
alter table meter_group
  alter column total_before type numeric,
  alter column total_after type numeric;

-- Credit notes as Stripe has them; each is a refund in the ledger, entered with it.
create table credit_note (
  id           text primary key,
  workspace_id uuid not null,
  mode         text not null,
  invoice_id   text not null references invoice,
  number       text not null,
  status       text not null,
  total_cents  bigint not null check (total_cents >= 0),
  tax_cents    bigint not null check (tax_cents >= 0),
  reason       text not null,
  pdf_url      text,
  made_at      timestamptz not null,
  foreign key (workspace_id, mode) references billing_account
);

comment on column credit_note.total_cents is 'before tax, as an invoice''s';

-- Page: what was given back of an invoice?
create index credit_note_of on credit_note (invoice_id);

-- Payments that a cardholder disputes, as Stripe has them.
create table dispute (
  id           text primary key,
  workspace_id uuid not null,
  mode         text not null,
  charge_id    text not null,
  status       text not null,
  reason       text not null,
  amount_cents bigint not null,
  due_at       timestamptz,
  opened_at    timestamptz not null,
  fetched_at   timestamptz not null,
  foreign key (workspace_id, mode) references billing_account
);

create index dispute_of on dispute (workspace_id, mode, opened_at desc);

-- A refund that was made at Stripe itself has nobody here as its author.
do $$
declare
  rule text;
begin
  select conname into strict rule from pg_constraint
   where conrelid = 'ledger_entry'::regclass and contype = 'c'
     and pg_get_constraintdef(oid) like '%author IS NOT NULL%';
  execute format('alter table ledger_entry drop constraint %I', rule);
end $$;

alter table ledger_entry
  add check (author is not null or kind in ('call', 'rounding') or kind = 'refund' and reason like 'Credit note %');

-- A closed month is a part of the chain that no later entry gets into: its journal never changes.
create table month_close (
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  month        date not null check (extract(day from month) = 1),
  first_seq    bigint not null check (first_seq > 0),
  last_seq     bigint not null check (last_seq >= first_seq - 1),
  hash         text not null,
  debit        numeric not null check (debit >= 0),
  closed_by    uuid not null references app_user,
  closed_at    timestamptz not null,
  primary key (workspace_id, mode, month)
);

create trigger append_only before update or delete or truncate on month_close
  for each statement execute function refuse_change();

-- What the model's vendor reports for a day of UTC: it knows of models, not of workspaces.
create table vendor_usage (
  vendor        text not null,
  mode          text not null check (mode in ('sandbox', 'live')),
  day           date not null,
  model         text not null,
  requests      bigint not null check (requests >= 0),
  input_tokens  bigint not null check (input_tokens >= 0),
  cached_tokens bigint not null check (cached_tokens between 0 and input_tokens),
  output_tokens bigint not null check (output_tokens >= 0),
  imported_by   uuid not null references app_user,
  imported_at   timestamptz not null,
  primary key (vendor, mode, day, model)
);

create table vendor_cost (
  vendor      text not null,
  mode        text not null check (mode in ('sandbox', 'live')),
  day         date not null,
  cost        usd not null,
  imported_by uuid not null references app_user,
  imported_at timestamptz not null,
  primary key (vendor, mode, day)
);

-- Comparison: what of a day is ours?
create index ledger_entry_at on ledger_entry using brin (at);

call keep_apart('credit_note');
call keep_apart('dispute');
call keep_apart('month_close');

grant select, insert, update on credit_note, dispute to ${runtime};
grant select, insert on month_close to ${runtime};
grant select, insert, update on vendor_usage, vendor_cost to ${runtime};
