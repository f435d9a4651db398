-- What each OAuth app may still ask of Reddit: one token bucket an app, shared by all processes.
-- Losing this table costs nothing but one burst, so it holds no history.

create table reddit_allowance (
  app        text primary key,
  tokens     double precision not null,
  counted_at timestamptz not null,
  not_before timestamptz not null
);

comment on column reddit_allowance.app is 'mode and a hash of the client id';
comment on column reddit_allowance.tokens is 'below 0: turns that were promised and are still waited for';
comment on column reddit_allowance.not_before is 'Reddit said to stay away until then';

grant select, insert, update on reddit_allowance to ${runtime};
