-- Nothing of one workspace is visible to another. A connection that works for a workspace (hub.ActingFor) says so in the
-- setting sluice.workspace and then sees and writes that workspace's rows alone, whatever a query forgets. Without it, as for
-- jobs, sweeps and a log-in, every row is there.

create function acting_workspace() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('sluice.workspace', true), '')::uuid $$;

-- Also for the owner of the tables, who may be the role the hub works as. A table made later calls this in its own migration.
create procedure keep_apart(kept regclass, ours text default 'workspace_id = (select acting_workspace())')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', kept);
  execute format('alter table %s force row level security', kept);
  execute format('create policy apart on %s using ((select acting_workspace()) is null or %s)', kept, ours);
end $$;

-- Left out, each for its reason:
--   job, job_waiting, job_share, dead_letter: ids alone, and a place in line is a place among the jobs of all
--   text_words: an index of words cannot be used beside a policy; what it finds is read in forum_text
do $$
declare
  kept regclass;
begin
  for kept in
    select table_of.oid
      from pg_class table_of
      join pg_attribute of_table on of_table.attrelid = table_of.oid and of_table.attname = 'workspace_id'
     where table_of.relkind in ('r', 'p') and table_of.relnamespace = 'public'::regnamespace
       and not of_table.attisdropped and not table_of.relispartition
       and table_of.relname not in ('job', 'job_waiting', 'job_share', 'dead_letter', 'text_words')
  loop
    call keep_apart(kept);
  end loop;
end $$;

call keep_apart('workspace', 'id = (select acting_workspace())');

-- Parts of what a workspace owns. analysis_charge is left out for its index of posts; it holds ids and amounts.
call keep_apart('analysis_post', 'analysis_id in (select id from analysis)');
call keep_apart('analysis_stage', 'analysis_id in (select id from analysis)');
call keep_apart('analysis_comment', 'analysis_id in (select id from analysis)');
call keep_apart('analysis_estimate', 'analysis_id in (select id from analysis)');
call keep_apart('finding', 'analysis_id in (select id from analysis)');
call keep_apart('mention', 'analysis_id in (select id from analysis)');
call keep_apart('reading', 'opportunity_id in (select id from opportunity)');
call keep_apart('dump_import_line', 'import_id in (select id from dump_import)');
