-- What result flows may ask by jdbc: of their own workspace, and nothing else. Which workspace that is, no statement can say:
-- a flow's process is given a pass that its connections carry, and only the hub writes which workspace a pass is for.

create table flow_pass (
  hash         text primary key check (hash ~ '^[0-9a-f]{64}$'),
  workspace_id uuid not null references workspace,
  expires_at   timestamptz not null
);

comment on column flow_pass.hash is 'SHA-256 of the pass, of which the process of a workspace''s flows alone has the words';

call keep_apart('flow_pass');

grant select, insert, update, delete on flow_pass to ${runtime};

create schema flow_views;

-- As their owner, who may read passes; who asks may not.
create function flow_views.workspace() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select workspace_id
     from public.flow_pass
    where hash = encode(sha256(convert_to(current_setting('sluice.flow_pass', true), 'UTF8')), 'hex')
      and expires_at > now() $$;

-- The independent authors of an opportunity, as hub.analysis.Findings counts them: accounts that count, each once; of
-- near-copies only the first. Whose words are gone or overdue is evidence no more.
create function flow_views.authors(of_opportunity uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  voice   record;
  authors text[] := '{}';
  copies  bigint[] := '{}';
begin
  for voice in
    select author_key, copy_key
      from (select distinct on (m.author_key, m.copy_key) m.author_key, m.copy_key, m.said_at, m.text_id, m.id
              from public.finding f
              join public.mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
              join public.forum_text t on t.id = m.text_id and t.erased_at is null and t.expires_at > now()
             where f.opportunity_id = of_opportunity
               and t.workspace_id = (select flow_views.workspace())
               and m.author_key is not null
               and m.role in ('evidence', 'cue', 'workaround')
             order by m.author_key, m.copy_key, m.said_at, m.text_id, m.id) heard
     order by said_at, text_id, id
  loop
    if not exists (select
                     from unnest(authors, copies) as kept (author, copy)
                    where kept.author <> voice.author_key
                      and bit_count((kept.copy # voice.copy_key)::bit(64)) <= 10) then
      authors := authors || voice.author_key;
      copies := copies || voice.copy_key;
    end if;
  end loop;
  return (select count(distinct author) from unnest(authors) as author);
end $$;

revoke execute on all functions in schema flow_views from public;

-- The words of these views' columns are hub.integration.policy.FlowView.

create view flow_views.analyses with (security_barrier) as
select a.id, a.topic, a.mode,
       case a.state when 'finished' then 'done' when 'failed' then 'stopped' else a.state end as state,
       array_to_string(a.communities, ', ') as communities,
       a.monitor_id, b.charged::numeric as charge, b.limit_usd::numeric as budget, a.created_at, a.ended_at
  from public.analysis a
  left join public.budget b on b.id = a.id
 where a.workspace_id = (select flow_views.workspace());

-- Scores are those of hub.analysis.view.Score with the standard weights, 3 1 2 1 3 3 2 2, which add up to 17. Analysis by
-- analysis, so that a condition on the analysis keeps the others from being counted at all.
create view flow_views.opportunities with (security_barrier) as
select o.id, a.id as analysis_id, a.topic, a.mode, a.created_at as analysed_at, o.title, o.problem, o.who, o.today,
       o.authors < 3 as candidate, o.rank, o.score,
       case when o.score >= 66 then 'strong' when o.score >= 50 then 'promising' else 'thin' end as tier,
       o.authors, o.threads, o.communities, member.theme_id, o.found_at
  from public.analysis a
 cross join lateral (
       select weighed.*,
              case when authors >= 3
                   then row_number() over (partition by authors >= 3 order by points desc, found_at, id) end as rank,
              least(100, ceil(points - 0.5))::int as score
         from (select facts.*,
                      round(300.0 * least(authors, 15) / (17 * 15), 1)
                        + round(100.0 * least(threads, 20) / (17 * 20), 1)
                        + round(200.0 * recent_percent / (17 * 100), 1)
                        + round(100.0 * greatest(0, least(100, coalesce(growth_percent, 0) + 20)) / (17 * 100), 1)
                        + round(300.0 * pain / (17 * 4), 1)
                        + round(300.0 * would_pay / (17 * 4), 1)
                        + round(200.0 * doable / (17 * 4), 1)
                        + round(200.0 * room / (17 * 4), 1) as points
                 from (select found.id, found.title, found.problem, found.who, found.today, found.found_at,
                              counted.authors, said.threads, said.communities,
                              case when said.mentions = 0 then 0
                                   else round(100.0 * said.recent / said.mentions) end as recent_percent,
                              case when said.before > 0
                                   then floor(100.0 * (said.recent - said.before) / said.before + 0.5) end
                                as growth_percent,
                              coalesce(read.pain, own.pain, 0) as pain,
                              coalesce(read.would_pay, own.would_pay, 0) as would_pay,
                              coalesce(read.doable, own.doable, 0) as doable,
                              coalesce(read.room, own.room, 0) as room
                         from public.opportunity found
                        -- Once a row, however often the figure is used above.
                        cross join lateral (select flow_views.authors(found.id) as authors offset 0) counted
                        cross join lateral (
                              select count(distinct m.post_id) as threads,
                                     count(distinct m.text_id) as mentions,
                                     count(distinct m.text_id) filter (where m.said_at > a.created_at - interval '90 days')
                                       as recent,
                                     count(distinct m.text_id) filter (where m.said_at > a.created_at - interval '180 days'
                                                                         and m.said_at <= a.created_at - interval '90 days')
                                       as before,
                                     coalesce(string_agg(distinct m.community, ', ' order by m.community), '')
                                       as communities
                                from public.finding f
                                join public.mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                               where f.opportunity_id = found.id and m.role in ('evidence', 'cue', 'workaround')) said
                        cross join lateral (
                              select percentile_disc(0.5) within group (order by f.pain) as pain,
                                     percentile_disc(0.5) within group (order by f.would_pay) as would_pay,
                                     percentile_disc(0.5) within group (order by f.doable) as doable,
                                     percentile_disc(0.5) within group (order by f.room) as room
                                from public.finding f
                               where f.opportunity_id = found.id) own
                        cross join lateral (
                              select min(r.level) filter (where r.criterion = 'pain') as pain,
                                     min(r.level) filter (where r.criterion = 'would_pay') as would_pay,
                                     min(r.level) filter (where r.criterion = 'doable') as doable,
                                     min(r.level) filter (where r.criterion = 'room') as room
                                from public.reading r
                               where r.opportunity_id = found.id) read
                        where found.analysis_id = a.id
                          and exists (select from public.finding f where f.opportunity_id = found.id)) facts) weighed) o
  left join public.theme_member member on member.opportunity_id = o.id
 where a.workspace_id = (select flow_views.workspace());

-- Places are counted in UTF-16 units, as Java does: a character beyond the first plane is two, of which the second is marked
-- and left out again.
create view flow_views.quotes with (security_barrier) as
select m.id, f.opportunity_id, m.analysis_id, m.role as kind,
       replace(substr(marked.words, m.starts + 1, m.ends - m.starts), chr(65535), '') as words,
       m.community, m.said_at
  from public.mention m
  join public.finding f on f.analysis_id = m.analysis_id and f.text_id = m.post_id
  join public.forum_text t on t.id = m.text_id
 cross join lateral (select regexp_replace(concat_ws(e'\n\n', nullif(t.title, ''), nullif(t.body, '')),
                                           '([\U00010000-\U0010FFFF])', '\1' || chr(65535), 'g') as words) marked
 where t.workspace_id = (select flow_views.workspace())
   and t.erased_at is null and t.expires_at > now() and not t.withheld
   and m.role in ('evidence', 'cue', 'workaround')
   and m.ends <= char_length(marked.words);

create view flow_views.themes with (security_barrier) as
select t.id, t.mode, t.title,
       (select count(*) from public.theme_member m where m.theme_id = t.id) as opportunities, t.first_at
  from public.theme t
 where t.workspace_id = (select flow_views.workspace())
   and t.change not in ('merged', 'gone');

create view flow_views.monitors with (security_barrier) as
select id, name, topic, array_to_string(communities, ', ') as communities, state, cron, zone, next_at,
       run_budget::numeric as run_budget, month_budget::numeric as month_budget, created_at
  from public.monitor
 where workspace_id = (select flow_views.workspace());

create view flow_views.charges_by_day with (security_barrier) as
select (at at time zone 'UTC')::date as day, mode, kind, stage, model, count(*) as entries, sum(charge)::numeric as charge
  from public.ledger_entry
 where workspace_id = (select flow_views.workspace())
 group by (at at time zone 'UTC')::date, mode, kind, stage, model;
