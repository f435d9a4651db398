-- Opportunities and candidates of all analyses, grouped by what they mean. A theme keeps its id from run to run.
create table theme (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  title        text not null,
  change       text not null check (change in ('new', 'kept', 'split', 'merged', 'gone')),
  merged_into  uuid references theme,
  first_at     timestamptz not null,
  at           timestamptz not null
);

comment on column theme.change is 'what the last run did to it; merged and gone ones are kept for their ids and have no members';
comment on column theme.title is 'the title of the member that stands in its middle';

-- The page: a workspace's themes.
create index theme_of on theme (workspace_id, mode) where change not in ('merged', 'gone');

create table theme_member (
  opportunity_id uuid primary key references opportunity on delete cascade,
  theme_id       uuid not null references theme,
  workspace_id   uuid not null references workspace
);

create index theme_member_of on theme_member (theme_id);

-- What the last run looked at.
create table theme_run (
  workspace_id  uuid not null references workspace,
  mode          text not null check (mode in ('sandbox', 'live')),
  at            timestamptz not null,
  opportunities int not null,
  alone         int not null,
  primary key (workspace_id, mode)
);

grant select, insert, update, delete on theme, theme_member, theme_run to ${runtime};
