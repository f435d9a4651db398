package hub.integration.child;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.policy.FlowView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements by their words alone; what a role may do is in hub.start.ViewsRoleTest. */
class SelectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from opportunities",
        "select title, score from opportunities where analysis_id = :?sql_analysis order by rank"
            + " limit 5",
        "SELECT count(*), max(score) FROM opportunities o JOIN analyses a ON a.id = o.analysis_id",
        "select o.title, q.words from opportunities o, quotes q where q.opportunity_id = o.id",
        "with best as (select * from opportunities where rank = 1) select * from best",
        "with best as materialized (select id from opportunities) select * from best b left join"
            + " themes on true",
        "select * from (select id, score from opportunities union all select id, 0 from themes)"
            + " both_of",
        "select * from (opportunities o join quotes q on q.opportunity_id = o.id)",
        "select extract(year from found_at), substring(title from 1) from opportunities",
        "select score is distinct from 3 from opportunities where title ilike '%it''s; -- fine%'",
        "select o.title, l.words from opportunities o cross join lateral"
            + " (select words from quotes where opportunity_id = o.id limit 1) l",
        "select day, sum(charge) filter (where kind = 'call') from charges_by_day"
            + " where day > now() - interval '30 days' group by day having sum(charge) > 0",
        "select row_number() over (partition by analysis_id order by score desc, id) as \"the row\""
            + " from opportunities",
        "select case when score >= 66 then 'strong' else '' end, score::numeric / 2 from"
            + " opportunities",
        "select id from opportunities where theme_id in (select id from themes where opportunities"
            + " > 3)",
        "select 1"
      })
  void mayBeAsked(String sql) {
    assertThat(Select.fault(sql, FlowView.words())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words of a message",
        "select 1; select 2",
        "select 1 -- and more",
        "select 1 /* and more */",
        "delete from opportunities",
        "update opportunities set title = ''",
        "with gone as (delete from opportunities returning id) select * from gone",
        "select * into mine from opportunities",
        "select * from opportunities for update",
        "table opportunities",
        "with secret as (table forum_text) select * from secret",
        "values (1)",
        "copy (select 1) to program 'id'",
        "do 'begin end'",
        "set role postgres",
        "explain select 1",
        "select * from forum_text",
        "select * from public.forum_text",
        "select * from opportunities, forum_text",
        "select * from opportunities o join forum_text t on true",
        "select * from (forum_text cross join opportunities)",
        "select * from ((forum_text))",
        "select * from opportunities where exists (select from flow_pass)",
        "select * from only forum_text",
        "select * from \"forum_text\"",
        "select * from flow_views.opportunities",
        "select * from opportunities.x",
        "select * from pg_roles",
        "select * from information_schema.tables",
        "select * from pg_catalog.pg_settings",
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/passwd')",
        "select lo_from_bytea(0, 'x')",
        "select pg_sleep(100)",
        "select \"pg_sleep\"(100)",
        "select pg_catalog.pg_sleep(100)",
        "select * from generate_series(1, 1000000000)",
        "select generate_series(1, 1000000000)",
        "with recursive endless as (select 1 as n union all select n + 1 from endless) select *"
            + " from endless",
        "select set_config('sluice.flow_pass', 'guess', false)",
        "select current_setting('sluice.flow_pass')",
        "select set_config('statement_timeout', '0', false)",
        "select pg_notify('jobs', '')",
        "select pg_advisory_lock(1)",
        "select pg_terminate_backend(1)",
        "select query_to_xml('select 1', true, true, '')",
        "select dblink('x', 'y')",
        "select repeat('x', 1000000000)",
        "select title || title from opportunities",
        "select title ~ '(a+)+$' from opportunities",
        "select string_agg(title, '') from opportunities",
        "select 'pg_authid'::regclass",
        "select cast('pg_authid' as regclass)",
        "select regclass 'pg_authid'",
        "select xml '<!DOCTYPE x>'",
        "select e'\\041'",
        "select $$x$$",
        "select U&'d\\0061t'",
        "select operator(pg_catalog.+)",
        "select * from opportunities tablesample system (1)",
        "select workspace()",
        "select title from opportunities where title = ':?sql_title'",
        "select title from opportunities where title = '{{flow.secret.crm}}'",
        "select 1 as \":?sql_title\"",
        "select {{flow.inbox.folder}}",
        "select (1",
        "select 1)",
        "select '"
      })
  void mayNotBeAsked(String sql) {
    assertThat(Select.fault(sql, FlowView.words()))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.sentence()).endsWith(".");
              assertThat(fault.remedy()).isNotBlank();
              assertThat(sql.substring(fault.at())).startsWith(fault.token());
            });
  }

  @Test
  void readsALongTextWithoutAnEndOfItsOwn() {
    String text = "''".repeat(3_900);

    assertThat(Select.fault("select '" + text + "'", FlowView.words())).isEmpty();
    assertThat(Select.fault("select '" + text, FlowView.words())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"select :?sql_b, :?sql_a, :?sql_b::int"})
  void namesItsParametersOnce(String sql) {
    assertThat(Select.parameters(sql)).containsExactly("sql_a", "sql_b");
  }
}
