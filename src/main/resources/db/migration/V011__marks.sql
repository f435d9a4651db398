-- What a reader thinks of an opportunity. A mark filters what that reader sees; no prompt, score or
-- model is changed by it. The reason is free text and can be erased, as can the whole mark.

create table mark (
  workspace_id   uuid not null references workspace,
  user_id        uuid not null references app_user,
  opportunity_id uuid not null references opportunity on delete cascade,
  verdict        text check (verdict in ('useful', 'not_useful')),
  reason         text not null default '' check (length(reason) <= 500),
  pinned         boolean not null default false,
  hidden         boolean not null default false,
  marked_at      timestamptz not null,
  primary key (workspace_id, user_id, opportunity_id),
  check (not (pinned and hidden))
);

-- One opportunity's page: what did others say of it?
create index mark_of on mark (opportunity_id);

grant select, insert, update, delete on mark to ${runtime};
