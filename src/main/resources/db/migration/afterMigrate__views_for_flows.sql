-- At each start, since the role may be made after the views: with a PostgreSQL of one's own it is the operator's. It gets these
-- views and nothing else; where it has them, nothing is written, so that processes which start together do not meet here.
do $$
begin
  if exists (select from pg_roles where rolname = '${views}')
     and not (has_schema_privilege('${views}', 'flow_views', 'usage')
              and has_function_privilege('${views}', 'flow_views.workspace()', 'execute')
              and (select bool_and(has_table_privilege('${views}', oid, 'select'))
                     from pg_class where relnamespace = 'flow_views'::regnamespace and relkind = 'v')) then
    grant usage on schema flow_views to "${views}";
    grant select on all tables in schema flow_views to "${views}";
    grant execute on all functions in schema flow_views to "${views}";
  end if;
end $$;
