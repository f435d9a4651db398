-- The event-sourced analysis. Events are the truth and hold ids, labels and offsets; the tables
-- below them are read tables, written in the transaction that appends the events. What the model
-- wrote (titles, problems, reasons) lives in tables that can be erased.

create table analysis (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid not null references app_user,
  mode         text not null check (mode in ('sandbox', 'live')),
  topic        text not null check (length(topic) between 3 and 200),
  communities  text[] not null,
  since        timestamptz not null,
  seed         bigint not null,
  state        text not null default 'running'
               check (state in ('running', 'partial', 'finished', 'cancelled', 'failed')),
  phase        text not null default 'collecting'
               check (phase in ('collecting', 'judging', 'merging', 'ranking', 'checking', 'reading_on', 'done')),
  wave         int not null default 0,
  waves        int not null default 0,
  round        int not null default 1,
  limit_hit    boolean not null default false,
  kept_partial boolean not null default false,
  last_seq     bigint not null default 0,
  estimate_low numeric(20, 10), estimate_high numeric(20, 10), estimate_likely numeric(20, 10),
  created_at   timestamptz not null,
  ended_at     timestamptz
);

-- First page and list: the workspace's newest analyses.
create index analysis_newest on analysis (workspace_id, created_at desc);

create table analysis_event (
  position     bigint generated always as identity primary key,
  analysis_id  uuid not null references analysis,
  workspace_id uuid not null references workspace,
  seq          bigint not null,
  type         text not null,
  data         jsonb not null,
  key          text,
  at           timestamptz not null,
  unique (analysis_id, seq),
  unique (analysis_id, key)
);

-- A post in an analysis: where it stands in the order of promise and how far it came.
create table analysis_post (
  analysis_id uuid not null references analysis,
  text_id     bigint not null,
  community   text not null,
  wave        int not null default 0,
  chunk       int not null default 0,
  place       int not null default 0,
  label       text,
  fit         boolean,
  kept        boolean,
  survived    boolean,
  comments    int,
  comments_read int not null default 0,
  refused     text,
  -- What the forecast expects of it: the chance that it fits, tokens of its words, comments its source tells of.
  chance      double precision not null default 0,
  tokens      int not null default 0,
  talk        int not null default 0,
  primary key (analysis_id, text_id)
);

-- Wave and chunk: which posts are next?
create index analysis_post_chunk on analysis_post (analysis_id, wave, chunk);

-- Work done and charged, per stage; the figures of the live page.
create table analysis_stage (
  analysis_id uuid not null references analysis,
  stage       text not null,
  due         int not null default 0,
  done        int not null default 0,
  charge      numeric(20, 10) not null default 0,
  saved       numeric(20, 10) not null default 0,
  primary key (analysis_id, stage)
) with (fillfactor = 70);

create table opportunity (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  analysis_id  uuid not null references analysis,
  title        text not null,
  -- Its title when it was found: the log's lines call it so for ever, whatever merging makes of it.
  found_as     text not null,
  problem      text not null,
  who          text not null,
  today        text not null,
  -- The round of merging that worded it; 0 while it is a sketch.
  settled      int not null default 0,
  merged_into  uuid references opportunity,
  found_at     timestamptz not null
);

create index opportunity_of on opportunity (analysis_id);

-- One kept post's problem as the model put it, grouped under an opportunity.
create table finding (
  analysis_id    uuid not null references analysis,
  text_id        bigint not null,
  opportunity_id uuid not null references opportunity,
  problem        text not null,
  who            text not null,
  today          text not null,
  pain           int not null check (pain between 0 and 4),
  would_pay      int not null check (would_pay between 0 and 4),
  doable         int not null check (doable between 0 and 4),
  room           int check (room between 0 and 4),
  primary key (analysis_id, text_id)
);

create index finding_of on finding (opportunity_id);

-- A verified quote: offsets into the text's own words (title, two line ends, body).
create table mention (
  id          bigint generated always as identity primary key,
  analysis_id uuid not null references analysis,
  post_id     bigint not null,
  text_id     bigint not null,
  role        text not null check (role in ('evidence', 'cue', 'product', 'workaround', 'antipattern')),
  starts      int not null,
  ends        int not null check (ends > starts),
  detail      text,
  strength    text,
  -- Who said it, as a keyed hash, so that authors can be counted when names have expired; null
  -- where the account does not count (deleted, automatic).
  author_key  text,
  -- Differs in few bits for near-copies of one text, which count once; null for a short text.
  copy_key    bigint,
  is_comment  boolean not null,
  community   text not null,
  said_at     timestamptz not null,
  unique nulls not distinct (analysis_id, text_id, role, starts, ends, detail)
);

create index mention_of on mention (analysis_id, post_id);

-- What a read comment does to its thread's problem.
create table analysis_comment (
  analysis_id uuid not null references analysis,
  text_id     bigint not null,
  post_id     bigint not null,
  stance      text not null,
  primary key (analysis_id, text_id)
);

-- What the model said of an opportunity, one row a reading and criterion.
create table reading (
  opportunity_id uuid not null references opportunity on delete cascade,
  reading        int not null check (reading in (1, 2)),
  criterion      text not null check (criterion in ('pain', 'would_pay', 'doable', 'room')),
  level          int not null check (level between 0 and 4),
  why            text not null,
  mentions       bigint[] not null default '{}',
  prompt         text not null,
  model          text not null,
  primary key (opportunity_id, reading, criterion)
);

-- What was asked about which posts or opportunities, to share costs out; filled at each settlement.
create table analysis_charge (
  attempt_id  uuid primary key,
  analysis_id uuid not null references analysis,
  stage       text not null,
  charge      numeric(20, 10) not null,
  posts       bigint[] not null
);

create index analysis_charge_of on analysis_charge (analysis_id);
-- Erasure: which calls read this text?
create index analysis_charge_posts on analysis_charge using gin (posts);

-- Texts of a reader's own, read from a file and waiting for an analysis.
create table upload (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid not null references app_user,
  file_name    text not null,
  posts        bigint[] not null,
  comments     int not null,
  created_at   timestamptz not null
);

-- The estimate shown before the start, a row a stage.
create table analysis_estimate (
  analysis_id uuid not null references analysis,
  stage       text not null,
  reads       int not null,
  low         numeric(20, 10) not null,
  high        numeric(20, 10) not null,
  likely      numeric(20, 10) not null,
  primary key (analysis_id, stage)
);

grant select, insert, update on analysis to ${runtime};
-- Events are for ever: no update, no delete, no truncate.
grant select, insert on analysis_event to ${runtime};
grant select, insert, update on analysis_post, analysis_stage to ${runtime};
grant select, insert, update, delete on opportunity, finding, mention, reading, analysis_comment, upload to ${runtime};
grant select, insert on analysis_charge, analysis_estimate to ${runtime};
