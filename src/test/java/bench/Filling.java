package bench;

import java.util.UUID;
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
    copy(analyses, "budget", "'id', copied(x.id, n)", "x.id = :original");
    copy(
        analyses,
        "analysis",
        "'id', copied(x.id, n), 'created_at', x.created_at - make_interval(mins => n)",
        "x.id = :original");
    String ours = "x.analysis_id = :original";
    String analysis = "'analysis_id', copied(x.analysis_id, n)";
    String fewPosts = " and x.%s in (table filling_post)";
    copy(analyses, "analysis_stage", analysis, ours);
    copy(analyses, "analysis_estimate", analysis, ours);
    copy(
        analyses,
        "analysis_event",
        analysis + ", 'position', " + moved("analysis_event", "position"),
        ours + " and x.seq <= " + LINES_EACH);
    copy(
        analyses,
        "attempt",
        "'id', copied(x.id, n), 'budget_id', copied(x.budget_id, n)",
        "x.id in (select id from attempt where budget_id = :original limit " + ATTEMPTS_EACH + ")");
    copy(
        analyses,
        "opportunity",
        analysis + ", 'id', copied(x.id, n), 'merged_into', copied(x.merged_into, n)",
        ours);
    copy(
        analyses,
        "reading",
        "'opportunity_id', copied(x.opportunity_id, n)",
        "x.opportunity_id in (select id from opportunity where analysis_id = :original)");
    String text = ", 'text_id', " + moved("forum_text", "id", "text_id");
    copy(analyses, "analysis_post", analysis + text, ours + fewPosts.formatted("text_id"));
    copy(
        analyses,
        "finding",
        analysis + text + ", 'opportunity_id', copied(x.opportunity_id, n)",
        ours + fewPosts.formatted("text_id"));
    copy(
        analyses,
        "mention",
        analysis
            + text
            + ", 'post_id', "
            + moved("forum_text", "id", "post_id")
            + ", 'id', "
            + moved("mention", "id"),
        ours + fewPosts.formatted("post_id"));
    copy(
        analyses,
        "forum_text",
        "'name', x.name || '_' || n, 'thread', x.thread || '_' || n, 'id', "
            + moved("forum_text", "id"),
        "x.id in (table filling_post)");
    goOn("forum_text", "id");
    goOn("mention", "id");
    goOn("analysis_event", "position");
    run("vacuum analyze");
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

  /** Each row of the original so often, with these columns changed. */
  private void copy(int analyses, String table, String changes, String which) {
    jdbc.sql(
            """
            insert into %1$s overriding system value
            select (jsonb_populate_record(x, jsonb_build_object(%2$s))).*
              from %1$s x cross join generate_series(1, :copies) n where %3$s
            """
                .formatted(table, changes, which))
        .param("copies", analyses - 1)
        .param("original", original)
        .update();
  }

  private void run(String statement) {
    jdbc.sql(statement).update();
  }
}
