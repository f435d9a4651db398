-- Dumps of public archives on their way into forum_text: how far each came, and which lines could not be read.

create table dump_import (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  created_by   uuid references app_user,
  mode         text not null check (mode in ('sandbox', 'live')),
  file_name    text not null check (length(file_name) between 1 and 200),
  file_bytes   bigint not null check (file_bytes >= 0),
  arrival      text,
  expires_at   timestamptz not null,
  reason       text check (length(reason) between 1 and 500),
  state        text not null default 'waiting'
               check (state in ('waiting', 'running', 'finished', 'stopped', 'cancelled')),
  message      text,
  format       text,
  token        uuid,
  attempt_from bigint not null default 0,
  read_bytes   bigint not null default 0,
  out_bytes    bigint not null default 0,
  lines        bigint not null default 0,
  posts        bigint not null default 0,
  comments     bigint not null default 0,
  stored       bigint not null default 0,
  broken       bigint not null default 0,
  first_text   bigint,
  last_text    bigint,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  unique (workspace_id, arrival)
) with (fillfactor = 50);

comment on column dump_import.created_by is 'null for a file from the inbox';
comment on column dump_import.arrival is 'what tells a file in the inbox from others; a second arrival of the same is dropped';
comment on column dump_import.reason is 'why texts are kept longer than hub.sources.expires-after';
comment on column dump_import.token is 'the job''s attempt that may write; another one''s batch is refused';
comment on column dump_import.attempt_from is 'out_bytes when that attempt began; more since then is progress';
comment on column dump_import.read_bytes is 'bytes of the file itself, for the bar';
comment on column dump_import.out_bytes is 'the checkpoint: bytes of the decompressed stream behind the last line that is accounted for';
comment on column dump_import.stored is 'texts written; the others were there from another source, or removed on request';
comment on column dump_import.first_text is 'no text of this import has a smaller id; with last_text, where a scan begins and ends';

-- The list: the workspace's newest imports.
create index dump_import_newest on dump_import (workspace_id, created_at desc);

-- Which lines were not read, and why; never what they say.
create table dump_import_line (
  import_id uuid not null references dump_import,
  line      bigint not null check (line > 0),
  why       text not null,
  primary key (import_id, line)
);

alter table forum_text add column import_id uuid;

comment on column forum_text.import_id is 'the import that brought it last; without a foreign key, which would be checked at each of many rows';

grant select, insert, update on dump_import to ${runtime};
grant select, insert on dump_import_line to ${runtime};
