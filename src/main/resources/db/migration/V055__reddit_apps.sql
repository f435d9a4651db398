-- Several OAuth apps at Reddit: the first is the row "reddit", which holds account and approval too; each other one is a
-- row of its own, so that its secret is sealed for that row alone.
alter table vendor_setting drop constraint vendor_setting_vendor_check;
alter table vendor_setting add check (vendor in ('openai', 'reddit') or vendor ~ '^reddit:[A-Za-z0-9_-]{6,60}$');
grant delete on vendor_setting to ${runtime};

drop table reddit_allowance;

-- One token bucket an app, shared by all processes; its state is Bucket4j's. Losing it costs nothing but one burst.
create table reddit_bucket (
  app        text primary key,
  state      bytea,
  expires_at bigint
) with (fillfactor = 50);

-- What Reddit itself counts: so many requests in ten minutes, then it begins anew. Its answers correct what stands here.
create table reddit_window (
  app        text primary key,
  most       int not null check (most > 0),
  remaining  int not null,
  ends_at    timestamptz not null,
  not_before timestamptz not null
) with (fillfactor = 50);

comment on column reddit_window.app is 'mode and a hash of the client id';
comment on column reddit_window.not_before is 'Reddit said to stay away until then';

grant select, insert, update on reddit_bucket, reddit_window to ${runtime};
