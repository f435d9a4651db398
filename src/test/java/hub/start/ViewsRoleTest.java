package hub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Sha256;
import hub.TestDatabase;
import hub.integration.policy.FlowView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the role of flows can do in the hub's own database, whatever statement gets there: tables,
 * policies and owner are as an installation has them.
 */
class ViewsRoleTest {
  private static final UUID OURS = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
  private static final UUID THEIRS = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

  @TempDir static Path data;

  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() {
    // The library unpacks for the first server of a JVM alone: later tests would miss what goes
    // with this folder.
    TestDatabase.fresh().close();
    database = EmbeddedDatabase.start(data);
    Flyway.configure()
        .dataSource(database.url(), EmbeddedDatabase.OWNER, database.ownerPassword())
        .placeholders(Map.of("runtime", EmbeddedDatabase.RUNTIME, "views", EmbeddedDatabase.VIEWS))
        .load()
        .migrate();
    fill(OURS, "ours");
    fill(THEIRS, "theirs");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** A row for each view, and a pass. */
  private static void fill(UUID workspace, String name) {
    JdbcClient owner = client(EmbeddedDatabase.OWNER, database.ownerPassword(), "");
    for (String sql :
        List.of(
            "insert into workspace (id, name) values (:id, :name)",
            """
            insert into app_user (id, workspace_id, email, name, role)
            values (:id, :id, :name || '@example.org', :name, 'owner')
            """,
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :id, :id, 'sandbox', :name, '{translator, freelance}', now(), 1, now())
            """,
            """
            insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
            values (:id, :id, :id, :name, '', '', '', '', now())
            """,
            """
            insert into forum_text (workspace_id, mode, source, name, thread, community, title, body, created_at, score,
                                    comments, status, traits, collected_by, confirmed_at, expires_at)
            select :id, 'sandbox', 'reddit', each, each, 'translator', 'A title 🙂', '🙂 words of ' || :name, now(), 1, 0,
                   'present', '{}', 'test', now() - interval '2 days', now() + expires
              from (values ('kept', interval '1 day'), ('overdue', interval '-1 day')) as text (each, expires)
            """,
            """
            insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable)
            select :id, id, :id, '', '', '', 2, 2, 2 from forum_text where workspace_id = :id
            """,
            """
            insert into mention (analysis_id, post_id, text_id, role, starts, ends, author_key, is_comment, community, said_at)
            select :id, id, id, 'evidence', 15, 20, 'somebody', false, 'translator', now()
              from forum_text where workspace_id = :id
            """,
            """
            insert into theme (id, workspace_id, mode, title, change, first_at, at)
            values (:id, :id, 'sandbox', :name, 'new', now(), now())
            """,
            """
            insert into monitor (id, workspace_id, created_by, name, topic, communities, months, cron, zone, run_budget,
                                 month_budget, state, created_at)
            values (:id, :id, :id, :name, :name, '{translator}', 12, '0 0 8 * * ?', 'UTC', 1, 10, 'watching', now())
            """,
            """
            insert into ledger_entry (workspace_id, mode, kind, reason, author, charge, at)
            values (:id, 'sandbox', 'credit', :name, :id, -7, now())
            """,
            """
            insert into flow_pass (hash, workspace_id, expires_at)
            values (encode(sha256(convert_to('pass of ' || :name, 'UTF8')), 'hex'), :id, now() + interval '1 minute')
            """)) {
      owner.sql(sql).param("id", workspace).param("name", name).update();
    }
  }

  private static JdbcClient client(String user, String password, String options) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(user);
    source.setPassword(password);
    source.setOptions(options);
    return JdbcClient.create(source);
  }

  private static JdbcClient with(String pass) {
    return client(
        EmbeddedDatabase.VIEWS,
        database.viewsPassword(),
        "-c sluice.flow_pass=" + pass.replace(" ", "\\ "));
  }

  private static List<String> all(JdbcClient jdbc, FlowView view) {
    return jdbc.sql("select row_to_json(v)::text from " + view.word() + " v")
        .query(String.class)
        .list();
  }

  @ParameterizedTest
  @EnumSource(FlowView.class)
  void showsEachPassTheRowsOfItsWorkspace(FlowView view) {
    List<String> ours = all(with("pass of ours"), view);
    List<String> theirs = all(with("pass of theirs"), view);

    assertThat(ours).hasSize(1);
    assertThat(theirs).hasSize(1);
    assertThat(ours.getFirst()).doesNotContain("theirs", THEIRS.toString());
    assertThat(theirs.getFirst()).doesNotContain("ours", OURS.toString());
  }

  @ParameterizedTest
  @EnumSource(FlowView.class)
  void showsNothingWithoutAPassThatIsGood(FlowView view) {
    assertThat(all(with(""), view)).isEmpty();
    assertThat(all(with("a guess"), view)).isEmpty();
    assertThat(all(with(Sha256.hex("pass of ours")), view)).isEmpty();
    assertThat(all(client(EmbeddedDatabase.VIEWS, database.viewsPassword(), ""), view)).isEmpty();
  }

  @Test
  void showsNothingOnceThePassHasExpired() {
    JdbcClient runtime = client(EmbeddedDatabase.RUNTIME, database.runtimePassword(), "");
    runtime
        .sql("insert into flow_pass values (:hash, :workspace, now() - interval '1 second')")
        .param("hash", Sha256.hex("late"))
        .param("workspace", OURS)
        .update();

    assertThat(all(with("late"), FlowView.ANALYSES)).isEmpty();
  }

  /** The policies of the tables hold beneath the views, too: both must agree. */
  @Test
  void showsNoOtherWorkspaceToWhoSaysThatItWorksForIt() {
    String options = "-c sluice.flow_pass=pass\\ of\\ ours -c sluice.workspace=";

    for (FlowView view : FlowView.values()) {
      assertThat(
              all(client(EmbeddedDatabase.VIEWS, database.viewsPassword(), options + THEIRS), view))
          .isEmpty();
      assertThat(
              all(client(EmbeddedDatabase.VIEWS, database.viewsPassword(), options + OURS), view))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from public.forum_text",
        "select * from public.flow_pass",
        "select * from public.ledger_entry",
        "select * from public.flyway_schema_history",
        "select * from pg_authid",
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/passwd')",
        "select lo_create(0)",
        "copy (select 1) to '/x'",
        "copy analyses to program 'id'",
        "set role sluice_owner",
        "set role sluice",
        "set session authorization postgres",
        "set temp_file_limit = -1",
        "create table mine (word text)",
        "create temporary table mine (word text)",
        "create function mine() returns int language sql as 'select 1'",
        "create schema mine",
        "select * into mine from analyses",
        "update analyses set topic = ''",
        "delete from monitors",
        "insert into themes (title) values ('x')",
        "call public.keep_apart('public.workspace')",
        "begin; set transaction read write; delete from public.workspace"
      })
  void canDoNothingElse(String sql) {
    assertThatThrownBy(() -> with("pass of ours").sql(sql).query().listOfRows())
        .rootCause()
        .message()
        .containsAnyOf("permission denied", "read-only", "cannot execute", "cannot update view");
  }

  @Test
  void isHeldToLimits() {
    JdbcClient role = with("pass of ours");

    assertThat(show(role, "statement_timeout")).isEqualTo("5s");
    assertThat(show(role, "default_transaction_read_only")).isEqualTo("on");
    assertThat(show(role, "temp_file_limit")).isEqualTo("64MB");
    assertThat(
            role.sql("select rolconnlimit from pg_roles where rolname = current_user")
                .query(Integer.class)
                .single())
        .isEqualTo(20);
  }

  private static String show(JdbcClient jdbc, String setting) {
    return jdbc.sql("show " + setting).query(String.class).single();
  }

  /** Java counts characters beyond the first plane as two; what is overdue is not shown. */
  @Test
  void showsQuotesWordForWordAsLongAsTheyMayBeShown() {
    assertThat(with("pass of ours").sql("select words from quotes").query(String.class).list())
        .containsExactly("words");
  }

  @ParameterizedTest
  @EnumSource(FlowView.class)
  void hasTheColumnsThatAreDocumented(FlowView view) {
    assertThat(
            with("pass of ours")
                .sql(
                    """
                    select attname || ' ' || replace(format_type(atttypid, null), 'timestamp with time zone', 'timestamptz')
                      from pg_attribute
                     where attrelid = cast(:view as regclass) and attnum > 0 and not attisdropped
                     order by attnum
                    """)
                .param("view", view.word())
                .query(String.class)
                .list())
        .isEqualTo(
            view.columns().stream().map(column -> column.name() + " " + column.type()).toList());
  }

  @Test
  void hasNoViewThatIsNotDocumented() {
    assertThat(
            with("pass of ours")
                .sql("select viewname from pg_views where schemaname = 'flow_views'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(FlowView.words());
  }
}
