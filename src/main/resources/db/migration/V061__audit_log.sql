-- Who did what, chained by hash as the ledger is and by the same code: an entry commits with its row among the unchained.

create table audit_entry (
  position     bigint generated always as identity primary key,
  workspace_id uuid not null references workspace,
  actor        uuid references app_user,
  by_program   boolean not null default false,
  act          text not null check (length(act) between 1 and 200),
  subject      text check (length(subject) <= 300),
  detail       text check (length(detail) <= 1000),
  refused      int check (refused between 400 and 599),
  at           timestamptz not null
);

comment on column audit_entry.actor is 'null for what nobody did: a failed log-in, an alert';
comment on column audit_entry.act is 'what was asked for, in words; it is written before it is done';
comment on column audit_entry.refused is 'the HTTP status, when what was asked for before was not done';

-- Page: a workspace's entries, the newest first, perhaps one person's.
create index audit_entry_of on audit_entry (workspace_id, position desc);

create table audit_unchained (
  workspace_id uuid not null,
  position     bigint not null,
  primary key (workspace_id, position)
);

create table audit_link (
  workspace_id uuid not null references workspace,
  seq          bigint not null check (seq > 0),
  position     bigint not null unique references audit_entry,
  hash         text not null check (hash ~ '^[0-9a-f]{64}$'),
  chained_at   timestamptz not null,
  primary key (workspace_id, seq)
);

create table audit_checkpoint (
  workspace_id uuid not null references workspace,
  seq          bigint not null check (seq > 0),
  hash         text not null,
  at           timestamptz not null,
  key          text not null,
  signature    text not null,
  primary key (workspace_id, seq, at)
);

create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_link
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_checkpoint
  for each statement execute function refuse_change();

call keep_apart('audit_entry');
call keep_apart('audit_unchained');
call keep_apart('audit_link');
call keep_apart('audit_checkpoint');

grant select, insert, delete on audit_unchained to ${runtime};
grant select, insert on audit_entry, audit_link, audit_checkpoint to ${runtime};
