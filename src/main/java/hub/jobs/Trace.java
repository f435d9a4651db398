package hub.jobs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which way an analysis took: its jobs by kind, as long as they are kept. */
@Repository
public class Trace {
  private final JdbcClient jdbc;

  Trace(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All jobs of one kind.
   *
   * @param jobs how many there were
   * @param attempts how often they were tried together
   * @param dead how many were given up
   * @param began when the first was made
   * @param ended when the last ended; null while one is open
   */
  public record Leg(
      String kind, int jobs, int attempts, int dead, Instant began, @Nullable Instant ended) {}

  /** In the order in which they began. */
  public List<Leg> of(UUID workspaceId, UUID analysisId) {
    return jdbc.sql(
            """
            select kind, count(*) as jobs, sum(attempts) as attempts,
                   count(*) filter (where state = 'dead') as dead, min(created_at) as began,
                   case when bool_and(state in ('done', 'dead', 'cancelled')) then max(finished_at) end as ended
              from job
             where analysis_id = :analysis and workspace_id = :workspace
             group by kind
             order by began, kind
            """)
        .param("analysis", analysisId)
        .param("workspace", workspaceId)
        .query(
            (row, n) ->
                new Leg(
                    row.getString("kind"),
                    row.getInt("jobs"),
                    row.getInt("attempts"),
                    row.getInt("dead"),
                    row.getTimestamp("began").toInstant(),
                    row.getTimestamp("ended") == null
                        ? null
                        : row.getTimestamp("ended").toInstant()))
        .list();
  }
}
