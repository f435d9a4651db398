-- What happens with results: ended analyses, and each of their events on its way to each flow that wants it. Ids alone.

-- Written in the transaction that ends the analysis; gone once its events are on their way.
create table ended_analysis (
  analysis_id  uuid not null references analysis,
  workspace_id uuid not null references workspace,
  -- The number of the analysis's event: one that ended again has another.
  seq          bigint not null,
  at           timestamptz not null,
  primary key (analysis_id, seq)
);

create table delivery (
  id             uuid primary key,
  workspace_id   uuid not null references workspace,
  flow_id        uuid not null,
  version        int not null default 0,
  event          text not null check (event in ('opportunity', 'analysis')),
  -- The same in each flow and for each try: by it receivers know what they have seen.
  event_id       text not null check (length(event_id) <= 100),
  analysis_id    uuid not null references analysis,
  opportunity_id uuid,
  state          text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead', 'discarded')),
  attempts       int not null default 0,
  next_at        timestamptz not null,
  -- Who tries it, and until when nobody else does.
  token          uuid,
  claimed_until  timestamptz,
  error          text not null default '' check (length(error) <= 1000),
  at             timestamptz not null,
  ended_at       timestamptz,
  unique (flow_id, event_id),
  check ((event = 'opportunity') = (opportunity_id is not null)),
  check ((state = 'waiting') = (ended_at is null))
);

-- What is due?
create index delivery_due on delivery (next_at) where state = 'waiting';
-- Page: what happened, the newest first.
create index delivery_of on delivery (workspace_id, at desc, id);

call keep_apart('ended_analysis');
call keep_apart('delivery');

grant select, insert, delete on ended_analysis to ${runtime};
grant select, insert, update on delivery to ${runtime};
