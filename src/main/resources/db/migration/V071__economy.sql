-- Economy: what a stage asks goes to the vendor in batches, at a lower price and answered within a day.

alter table analysis add column economy boolean not null default false;

-- A batched attempt is open for as long as its batch is: no process's end and no age makes it lost.
alter table attempt add column batched boolean not null default false;

-- One batch at the vendor, by our own id, which the vendor is told: so it can be found there again, and none is made twice.
create table vendor_batch (
  id              uuid primary key,
  mode            text not null check (mode in ('sandbox', 'live')),
  base_url        text not null,
  model           text not null,
  state           text not null check (state in ('made', 'uploaded', 'running', 'ended', 'closed')),
  -- Noted before the request leaves: from then on the vendor may have it.
  upload_asked_at timestamptz,
  create_asked_at timestamptz,
  input_file      text,
  vendor_id       text,
  output_file     text,
  error_file      text,
  made_at         timestamptz not null,
  ended_at        timestamptz,
  look_at         timestamptz not null,
  -- Whoever carries it on; without the token nothing about it can be written.
  token           uuid,
  taken_until     timestamptz
);

-- The clock: which batches are to be looked at?
create index vendor_batch_due on vendor_batch (look_at) where state <> 'closed';

-- One question in a batch, with the attempt that holds its worst case.
-- States: waiting -> sent -> answered | failed | missing; waiting -> failed; missing -> answered (billed late).
create table batch_line (
  attempt_id     uuid primary key references attempt,
  workspace_id   uuid not null,
  analysis_id    uuid not null,
  job_id         uuid not null,
  batch_id       uuid references vendor_batch,
  state          text not null default 'waiting' check (state in ('waiting', 'sent', 'answered', 'failed', 'missing')),
  mode           text not null check (mode in ('sandbox', 'live')),
  base_url       text not null,
  model          text not null,
  stage          text not null,
  items          int not null,
  cap            int not null,
  prompt         text not null,
  prompt_version text not null,
  prompt_hash    text not null,
  schema         text not null,
  key            text not null,
  price_version  int not null,
  hold           usd not null,
  charge         usd,
  -- The request, which holds forum text: gone as soon as the vendor has it, or when any text is erased before.
  body           text,
  created_at     timestamptz not null,
  ended_at       timestamptz,
  check ((state = 'answered') = (charge is not null)),
  check (state in ('waiting', 'failed') or batch_id is not null)
);

-- A job that runs again: is its question in a batch? Never in two at once.
create unique index batch_line_open on batch_line (job_id, key) where state in ('waiting', 'sent');
create index batch_line_job on batch_line (job_id);
-- The clock: what waits to be sent, what is in a batch?
create index batch_line_waiting on batch_line (created_at) where batch_id is null and state = 'waiting';
create index batch_line_batch on batch_line (batch_id);

call keep_apart('batch_line');

grant select, insert, update, delete on vendor_batch, batch_line to ${runtime};
