-- A part's row belongs to the workspace of its whole, which is looked up by its key. Written as "in (select ...)", each
-- statement first read all the workspace's analyses, and compared each row with all its opportunities where they were
-- many: half a second for one report among 10,000 analyses.

create procedure keep_part_apart(part regclass, whole regclass, key text) language plpgsql as $$
begin
  execute format(
    'alter policy apart on %1$s using ((select acting_workspace()) is null'
    ' or exists (select from %2$s as of_whole where of_whole.id = %1$s.%3$I))', part, whole, key);
end $$;

call keep_part_apart('analysis_post', 'analysis', 'analysis_id');
call keep_part_apart('analysis_stage', 'analysis', 'analysis_id');
call keep_part_apart('analysis_comment', 'analysis', 'analysis_id');
call keep_part_apart('analysis_estimate', 'analysis', 'analysis_id');
call keep_part_apart('finding', 'analysis', 'analysis_id');
call keep_part_apart('mention', 'analysis', 'analysis_id');
call keep_part_apart('reading', 'opportunity', 'opportunity_id');
call keep_part_apart('dump_import_line', 'dump_import', 'import_id');
call keep_part_apart('monitor_sighting', 'monitor_line', 'line_id');
call keep_part_apart('flow_version', 'flow', 'flow_id');
call keep_part_apart('flow_event', 'flow', 'flow_id');
call keep_part_apart('flow_node', 'flow', 'flow_id');
call keep_part_apart('flow_recording', 'flow', 'flow_id');

-- Themes are made of a workspace's newest opportunities.
create index opportunity_newest on opportunity (workspace_id, found_at, id) where merged_into is null;
