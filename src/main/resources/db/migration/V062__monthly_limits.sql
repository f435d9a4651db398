-- What a workspace, and each of its people, may be charged in a month (of UTC), kept by the statement that holds for an
-- attempt. An account is a workspace's or a person's id.

create table spending_limit (
  account      uuid primary key,
  workspace_id uuid not null references workspace,
  limit_usd    usd not null check (limit_usd > 0),
  set_by       uuid not null references app_user,
  set_at       timestamptz not null
);

-- What counts in a month is what was held in it, whenever it is settled.
create table spending (
  account      uuid not null,
  month        date not null check (extract(day from month) = 1),
  workspace_id uuid not null,
  charged      usd not null default 0,
  held         usd not null default 0,
  -- The highest part of its limit, in percent, that somebody was told of.
  told         int not null default 0 check (told in (0, 50, 80, 100)),
  primary key (account, month)
) with (fillfactor = 40);

-- Paid work of a workspace that waits until an invoice is paid.
create table payment_pause (
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  since        timestamptz not null,
  primary key (workspace_id, mode)
);

-- What is under way counts from now on.
insert into spending (account, month, workspace_id, charged, held)
select account, month, workspace_id, sum(charge), sum(hold)
  from (select attempt.workspace_id, budget.created_by, date_trunc('month', held_at at time zone 'UTC')::date as month,
               coalesce(charge, 0) as charge, case when attempt.ended_at is null then hold else 0 end as hold
          from attempt join budget on budget.id = attempt.budget_id) as made,
       lateral (values (made.workspace_id), (made.created_by)) as of (account)
 where account is not null
 group by account, month, workspace_id;

call keep_apart('spending_limit');
call keep_apart('spending');
call keep_apart('payment_pause');

grant select, insert, update, delete on spending_limit to ${runtime};
grant select, insert on spending to ${runtime};
grant update (charged, held, told) on spending to ${runtime};
grant select, insert, delete on payment_pause to ${runtime};
