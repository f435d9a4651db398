package bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database as years of use leave it: one finished analysis, copied again and again with all that
 * its pages read, each copy over stored posts of its own.
 */
final class Filling {
  private static final int POSTS_EACH = 100;
  private static final int LINES_EACH = 40;
  private static final int ATTEMPTS_EACH = 30;

  private final JdbcClient jdbc;
  private final UUID original;

  /** {@code jdbc} as the database's owner. */
  Filling(JdbcClient jdbc, UUID original) {
    this.jdbc = jdbc;
    this.original = original;
  }

  /** Copies it so often that there are so many analyses. */
  void fill(int analyses) {
    List<Index> indexes = indexes();
    indexes.forEach(index -> run("drop index " + index.name()));
    copyAll(analyses);
    indexes.forEach(index -> run(index.definition()));
    run("vacuum analyze");
  }

  /** An index that no constraint rests on. */
  private record Index(String name, String definition) {}

  /** Built once at the end they take a fraction of what keeping them up row by row takes. */
  private List<Index> indexes() {
    return jdbc.sql(
            """
            select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
              from pg_index i join pg_class t on t.oid = i.indrelid
             where t.relnamespace = 'public'::regnamespace
               and not i.indisunique
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
               and t.relname = any (array['forum_text', 'analysis_post', 'mention', 'finding',
                                          'analysis_event', 'attempt', 'opportunity', 'analysis'])
            """)
        .query(Index.class)
        .list();
  }

  private void copyAll(int analyses) {
    run(
        """
        create function copied(id uuid, n int) returns uuid language sql immutable
        return md5(id::text || n)::uuid
        """);
    run(
        "create table filling_post as select text_id from analysis_post where analysis_id = '%s'"
                .formatted(original)
            + " order by text_id limit "
            + POSTS_EACH);
    copy(analyses, "budget", Map.of("id", copied("id")), "x.id = :original");
    copy(
        analyses,
        "analysis",
        Map.of("id", copied("id"), "created_at", "x.created_at - make_interval(mins => n)"),
        "x.id = :original");
    String ours = "x.analysis_id = :original";
    String fewPosts = " and x.%s in (table filling_post)";
    Map<String, String> analysis = Map.of("analysis_id", copied("analysis_id"));
    copy(analyses, "analysis_stage", analysis, ours);
    copy(analyses, "analysis_estimate", analysis, ours);
    copy(
        analyses,
        "analysis_event",
        and(analysis, "position", moved("analysis_event", "position")),
        ours + " and x.seq <= " + LINES_EACH);
    copy(
        analyses,
        "attempt",
        Map.of("id", copied("id"), "budget_id", copied("budget_id")),
        "x.id in (select id from attempt where budget_id = :original limit " + ATTEMPTS_EACH + ")");
    copy(
        analyses,
        "opportunity",
        and(and(analysis, "id", copied("id")), "merged_into", copied("merged_into")),
        ours);
    copy(
        analyses,
        "reading",
        Map.of("opportunity_id", copied("opportunity_id")),
        "x.opportunity_id in (select id from opportunity where analysis_id = :original)");
    Map<String, String> post = and(analysis, "text_id", moved("forum_text", "id", "text_id"));
    copy(analyses, "analysis_post", post, ours + fewPosts.formatted("text_id"));
    copy(
        analyses,
        "finding",
        and(post, "opportunity_id", copied("opportunity_id")),
        ours + fewPosts.formatted("text_id"));
    copy(
        analyses,
        "mention",
        and(
            and(post, "post_id", moved("forum_text", "id", "post_id")),
            "id",
            moved("mention", "id")),
        ours + fewPosts.formatted("post_id"));
    copy(
        analyses,
        "forum_text",
        Map.of(
            "id",
            moved("forum_text", "id"),
            "name",
            "x.name || '_' || n",
            "thread",
            "x.thread || '_' || n"),
        "x.id in (table filling_post)");
    goOn("forum_text", "id");
    goOn("mention", "id");
    goOn("analysis_event", "position");
  }

  /** The hub's own rows come after the copies. */
  private void goOn(String table, String column) {
    jdbc.sql(
            "select setval(pg_get_serial_sequence('%1$s', '%2$s'), max(%2$s)) from %1$s"
                .formatted(table, column))
        .query(Long.class)
        .single();
  }

  private String moved(String table, String column) {
    return moved(table, column, column);
  }

  /** A number that no other copy has: moved by more than the table's largest. */
  private String moved(String table, String key, String column) {
    long span =
        jdbc.sql("select max(%s) + 1 from %s".formatted(key, table)).query(Long.class).single();
    return "x.%s + n::bigint * %d".formatted(column, span);
  }

  private static String copied(String column) {
    return "copied(x.%s, n)".formatted(column);
  }

  private static Map<String, String> and(Map<String, String> changes, String column, String to) {
    Map<String, String> more = new HashMap<>(changes);
    more.put(column, to);
    return more;
  }

  /**
   * Each row of the original so often, with these columns changed. Copies of rows that kept every
   * rule keep them too, so that neither triggers nor foreign keys are asked again.
   */
  private void copy(int analyses, String table, Map<String, String> changes, String which) {
    List<String> columns = columns(table);
    String values =
        columns.stream()
            .map(column -> changes.getOrDefault(column, "x." + column))
            .collect(Collectors.joining(", "));
    jdbc.sql(
            """
            do $copy$ begin
              set local session_replication_role = replica;
              set local synchronous_commit = off;
              insert into %1$s (%2$s) overriding system value
              select %3$s from %1$s x cross join generate_series(1, %5$d) n where %4$s;
            end $copy$
            """
                .formatted(
                    table,
                    String.join(", ", columns),
                    values,
                    which.replace(":original", "'" + original + "'"),
                    analyses - 1))
        .update();
  }

  /** All but those that the database computes. */
  private List<String> columns(String table) {
    return jdbc.sql(
            """
            select column_name from information_schema.columns
             where table_schema = 'public' and table_name = :table and is_generated = 'NEVER'
            """)
        .param("table", table)
        .query(String.class)
        .list();
  }

  private void run(String statement) {
    jdbc.sql(statement).update();
  }
}
