-- Messages that entered sources, and what those were answered, for dry runs. They hold forum text, so they go as text goes.

create table flow_recording (
  id         uuid primary key,
  flow_id    uuid not null references flow,
  version    int not null,
  door       text not null,
  message    jsonb not null,
  answers    jsonb not null,
  at         timestamptz not null,
  expires_at timestamptz not null
);

-- Dry run: which messages are there, the newest first?
create index flow_recording_of on flow_recording (flow_id, door, at desc);

call keep_apart('flow_recording', 'flow_id in (select id from flow)');

grant select, insert, delete on flow_recording to ${runtime};
