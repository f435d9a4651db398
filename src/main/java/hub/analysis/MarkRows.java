package hub.analysis;

import hub.analysis.view.Mark;
import hub.analysis.view.Mark.Verdict;
import hub.analysis.view.Marks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks in the database. When two opportunities are merged, a reader's newest mark on either stands
 * for both.
 */
@Repository
class MarkRows implements Marks {
  private static final String KEPT =
      """
      with recursive kept as (
        select id, id as was, merged_into from opportunity
         where analysis_id = :analysis and workspace_id = :workspace
        union all
        select o.id, k.was, o.merged_into from kept k join opportunity o on o.id = k.merged_into)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  MarkRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Map<UUID, Mark> of(UUID workspaceId, UUID userId, UUID analysisId) {
    Map<UUID, Mark> marks = new HashMap<>();
    jdbc.sql(
            KEPT
                + """
                select distinct on (k.id) k.id, m.verdict, m.reason, m.pinned, m.hidden
                  from mark m join kept k on k.was = m.opportunity_id and k.merged_into is null
                 where m.workspace_id = :workspace and m.user_id = :user
                 order by k.id, m.marked_at desc
                """)
        .param("workspace", workspaceId)
        .param("user", userId)
        .param("analysis", analysisId)
        .query(
            row -> {
              marks.put(row.getObject("id", UUID.class), mark(row));
            });
    return marks;
  }

  @Override
  public List<UUID> judgedBy(UUID workspaceId, UUID userId, int most) {
    return jdbc.sql(
            """
            select id from analysis a
             where workspace_id = :workspace
               and exists (select from opportunity o join mark m on m.opportunity_id = o.id
                            where o.analysis_id = a.id and m.workspace_id = :workspace
                              and m.user_id = :user and m.verdict is not null)
             order by created_at desc limit :most
            """)
        .param("workspace", workspaceId)
        .param("user", userId)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  @Override
  public List<Said> others(UUID workspaceId, UUID userId, UUID opportunityId) {
    return jdbc.sql(
            """
            with recursive joined as (
              select id from opportunity where id = :opportunity and workspace_id = :workspace
              union all
              select o.id from opportunity o join joined j on o.merged_into = j.id)
            select * from (
              select distinct on (m.user_id) u.name, m.*
                from mark m join joined j on j.id = m.opportunity_id join app_user u on u.id = m.user_id
               where m.workspace_id = :workspace and m.user_id <> :user
               order by m.user_id, m.marked_at desc) newest
             where verdict is not null
             order by marked_at desc
            """)
        .param("workspace", workspaceId)
        .param("user", userId)
        .param("opportunity", opportunityId)
        .query(
            (row, number) ->
                new Said(
                    row.getString("name"), mark(row), row.getTimestamp("marked_at").toInstant()))
        .list();
  }

  @Override
  @Transactional
  public void keep(UUID workspaceId, UUID userId, UUID analysisId, UUID opportunityId, Mark mark) {
    forget(workspaceId, userId, analysisId, opportunityId);
    if (mark.equals(Mark.NONE)) {
      return;
    }
    jdbc.sql(
            """
            insert into mark (workspace_id, user_id, opportunity_id, verdict, reason, pinned, hidden, marked_at)
            select workspace_id, :user, id, :verdict, :reason, :pinned, :hidden, :at from opportunity
             where id = :opportunity and analysis_id = :analysis and workspace_id = :workspace
                on conflict (workspace_id, user_id, opportunity_id) do update
               set verdict = excluded.verdict, reason = excluded.reason, pinned = excluded.pinned,
                   hidden = excluded.hidden, marked_at = excluded.marked_at
            """)
        .param("workspace", workspaceId)
        .param("user", userId)
        .param("analysis", analysisId)
        .param("opportunity", opportunityId)
        .param("verdict", mark.verdict() == null ? null : mark.verdict().key())
        .param("reason", mark.reason())
        .param("pinned", mark.pinned())
        .param("hidden", mark.hidden())
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** With the marks on what was merged into it. */
  private void forget(UUID workspaceId, UUID userId, UUID analysisId, UUID opportunityId) {
    jdbc.sql(
            KEPT
                + """
                delete from mark m using kept k
                 where k.was = m.opportunity_id and k.id = :opportunity
                   and m.workspace_id = :workspace and m.user_id = :user
                """)
        .param("workspace", workspaceId)
        .param("user", userId)
        .param("analysis", analysisId)
        .param("opportunity", opportunityId)
        .update();
  }

  private static Mark mark(ResultSet row) throws SQLException {
    return new Mark(
        verdict(row.getString("verdict")),
        row.getString("reason"),
        row.getBoolean("pinned"),
        row.getBoolean("hidden"));
  }

  private static @Nullable Verdict verdict(@Nullable String key) {
    return key == null ? null : Verdict.valueOf(key.toUpperCase(Locale.ROOT));
  }
}
