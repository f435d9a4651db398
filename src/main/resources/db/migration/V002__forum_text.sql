-- What people wrote, whatever the source. The only home of forum text and author names: everything else holds ids and offsets.
-- Erasable: removal and expiry blank title, body, author and fingerprint and leave the facts.

create table forum_text (
  id           bigint generated always as identity primary key,
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  source       text not null check (length(source) between 1 and 40),
  name         text not null check (length(name) between 1 and 200),
  thread       text not null check (length(thread) between 1 and 200),
  parent       text check (length(parent) between 1 and 200),
  community    text not null check (length(community) <= 100),
  author       text,
  title        text,
  body         text not null,
  fingerprint  bigint,
  created_at   timestamptz not null,
  score        integer not null,
  comments     integer not null,
  link         text,
  status       text not null check (status in ('present', 'deleted', 'removed')),
  traits       text[] not null,
  collected_by text not null,
  confirmed_at timestamptz not null,
  expires_at   timestamptz not null,
  erased_at    timestamptz,
  withheld     boolean not null default false,
  unique (workspace_id, mode, source, name),
  check (expires_at >= confirmed_at),
  check (erased_at is null or (author is null and coalesce(title, '') = '' and body = '' and fingerprint is null))
);

comment on column forum_text.name is 'the source''s own id of the text; Reddit''s fullname';
comment on column forum_text.thread is 'name of the post whose thread this is in';
comment on column forum_text.fingerprint is 'equal for texts that differ in case, punctuation and white space only; null where too short to tell';
comment on column forum_text.collected_by is 'the flow that brought it; upload for a file';
comment on column forum_text.expires_at is 'no words are shown, sent or exported after this, whether or not the sweep has run';
comment on column forum_text.withheld is 'removed on request: collecting it again does not bring the words back';

-- A thread's page: which texts belong to this post?
create index forum_text_thread on forum_text (workspace_id, mode, source, thread);

-- The sweep: whose words are overdue?
create index forum_text_overdue on forum_text (expires_at) where erased_at is null;

grant select, insert, update, delete on forum_text to ${runtime};
