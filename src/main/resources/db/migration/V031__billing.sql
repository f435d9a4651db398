-- What was agreed with Stripe, and what was told to it: usage by the minute, and what came back.

-- Product, meter, price and webhook endpoint of this installation.
create table billing_catalog (
  mode        text primary key check (mode in ('sandbox', 'live')),
  product_id  text not null,
  meter_id    text not null,
  price_id    text not null,
  endpoint_id text not null,
  made_at     timestamptz not null
);

-- A workspace as Stripe's customer. Charges after the place billed_from of its chain are billed.
create table billing_account (
  workspace_id    uuid not null references workspace,
  mode            text not null check (mode in ('sandbox', 'live')),
  customer_id     text not null,
  subscription_id text not null,
  billed_from     bigint not null check (billed_from >= 0),
  period_start    timestamptz not null,
  period_end      timestamptz not null,
  opened_at       timestamptz not null,
  primary key (workspace_id, mode),
  unique (mode, customer_id),
  check (period_end > period_start)
);

-- A numbered, closed group of charges, told to Stripe as one meter event of one clock minute: the growth of the
-- running total, rounded to millionths of a dollar. What may have been sent stays on record for ever.
-- States: closed -> sending -> sent | doubt | rejected | held; doubt -> sending; rejected, held -> closed by a person.
create table meter_group (
  workspace_id  uuid not null,
  mode          text not null,
  number        bigint not null check (number > 0),
  minute        timestamptz not null check (minute = date_trunc('minute', minute)),
  first_seq     bigint not null,
  last_seq      bigint not null,
  total_before  usd_change not null,
  total_after   usd_change not null,
  value         bigint not null check (value between 1 and 999999999999999),
  identifier    text not null unique check (length(identifier) <= 100),
  state         text not null check (state in ('closed', 'sending', 'doubt', 'sent', 'rejected', 'held')),
  attempts      int not null default 0,
  first_sent_at timestamptz,
  last_sent_at  timestamptz,
  note          text,
  closed_at     timestamptz not null,
  primary key (workspace_id, mode, number),
  unique (workspace_id, mode, minute),
  foreign key (workspace_id, mode) references billing_account,
  check (last_seq >= first_seq),
  check (state in ('closed', 'held') or first_sent_at is not null)
);

-- One call at a time for each customer and meter.
create unique index meter_group_sending on meter_group (workspace_id, mode) where state = 'sending';
-- Relay and page: what is not done yet?
create index meter_group_open on meter_group (mode, state) where state <> 'sent';

-- Stripe's webhooks as they came, stored before they are looked at.
create table webhook_event (
  mode        text not null check (mode in ('sandbox', 'live')),
  id          text not null,
  type        text not null,
  payload     text not null,
  state       text not null default 'stored' check (state in ('stored', 'done', 'dead')),
  attempts    int not null default 0,
  run_at      timestamptz not null,
  error       text,
  received_at timestamptz not null,
  ended_at    timestamptz,
  primary key (mode, id),
  check ((state = 'done') = (ended_at is not null))
);

-- Route: what is to be processed now?
create index webhook_event_waiting on webhook_event (run_at) where state = 'stored';

-- Invoices as Stripe has them, fetched whenever a webhook speaks of one.
create table invoice (
  id           text primary key,
  workspace_id uuid not null,
  mode         text not null,
  number       text,
  status       text not null,
  period_start timestamptz not null,
  period_end   timestamptz not null,
  quantity     bigint not null,
  total_cents  bigint not null,
  paid_cents   bigint not null,
  failed       boolean not null,
  hosted_url   text,
  pdf_url      text,
  rounded      boolean not null default false,
  fetched_at   timestamptz not null,
  foreign key (workspace_id, mode) references billing_account
);

-- Page: the workspace's invoices, newest first.
create index invoice_of on invoice (workspace_id, mode, period_end desc);

grant select, insert, update on billing_catalog, billing_account to ${runtime};
grant select, insert on meter_group to ${runtime};
grant update (minute, identifier, state, attempts, first_sent_at, last_sent_at, note) on meter_group to ${runtime};
grant select, insert on webhook_event to ${runtime};
grant update (state, attempts, run_at, error, ended_at) on webhook_event to ${runtime};
grant select, insert, update on invoice to ${runtime};
