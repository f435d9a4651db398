package hub.monitors;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A monitor's problems, and in which runs each was met. */
@Repository
class LineRows {
  private final JdbcClient jdbc;

  LineRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An opportunity or candidate that a run found. */
  record Found(UUID opportunityId, String title, String problem, int mentions, int authors) {
    String gist() {
      return title + ". " + problem;
    }
  }

  /** A problem as it was worded when it was last met. */
  record Known(UUID lineId, String title, String problem) {
    String gist() {
      return title + ". " + problem;
    }
  }

  /**
   * A problem as the page lists it.
   *
   * @param opportunityId where it was last met, and in which analysis
   * @param firstRun the number of the run that met it first
   * @param lastRun the number of the run that met it last
   * @param added mentions that the last run brought
   * @param authors the most independent authors that one run found
   */
  record Met(
      UUID lineId,
      UUID opportunityId,
      UUID analysisId,
      String title,
      int firstRun,
      int lastRun,
      int added,
      int authors) {}

  /** A mention of a line. */
  record Said(UUID lineId, Instant at) {}

  /** What a run's analysis found, most mentions first. */
  List<Found> found(UUID analysisId) {
    return jdbc.sql(
            """
            select o.id as opportunity_id, o.title, o.problem,
                   count(q.id) as mentions, count(distinct q.author_key) as authors
              from opportunity o
              join finding f on f.opportunity_id = o.id
              join mention q on q.analysis_id = f.analysis_id and q.post_id = f.text_id
                            and q.role in ('evidence', 'cue', 'workaround') and q.author_key is not null
             where o.analysis_id = :analysis and o.merged_into is null
             group by o.id
             order by mentions desc, o.found_at, o.id
            """)
        .param("analysis", analysisId)
        .query(Found.class)
        .list();
  }

  List<Known> known(UUID monitorId) {
    return jdbc.sql(
            """
            select distinct on (l.id) l.id as line_id, o.title, o.problem
              from monitor_line l
              join monitor_sighting s on s.line_id = l.id
              join monitor_run r on r.id = s.run_id
              join opportunity o on o.id = s.opportunity_id
             where l.monitor_id = :monitor
             order by l.id, r.number desc
            """)
        .param("monitor", monitorId)
        .query(Known.class)
        .list();
  }

  UUID add(UUID monitorId, UUID workspaceId) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            "insert into monitor_line (id, monitor_id, workspace_id) values (:id, :monitor,"
                + " :workspace)")
        .param("id", id)
        .param("monitor", monitorId)
        .param("workspace", workspaceId)
        .update();
    return id;
  }

  void meet(UUID lineId, UUID runId, Found found) {
    jdbc.sql(
            """
            insert into monitor_sighting (line_id, run_id, opportunity_id, mentions, authors)
            values (:line, :run, :opportunity, :mentions, :authors)
            """)
        .param("line", lineId)
        .param("run", runId)
        .param("opportunity", found.opportunityId())
        .param("mentions", found.mentions())
        .param("authors", found.authors())
        .update();
  }

  List<Met> met(UUID monitorId) {
    return jdbc.sql(
            """
            select distinct on (l.id)
                   l.id as line_id, o.id as opportunity_id, o.analysis_id, o.title,
                   min(r.number) over line as first_run, r.number as last_run,
                   s.mentions as added, max(s.authors) over line as authors
              from monitor_line l
              join monitor_sighting s on s.line_id = l.id
              join monitor_run r on r.id = s.run_id
              join opportunity o on o.id = s.opportunity_id
             where l.monitor_id = :monitor
            window line as (partition by l.id)
             order by l.id, r.number desc, s.mentions desc
            """)
        .param("monitor", monitorId)
        .query(Met.class)
        .list();
  }

  /** When everything was said that stands in the monitor's lines, from an instant on. */
  List<Said> said(UUID monitorId, Instant since) {
    return jdbc.sql(
            """
            select s.line_id, q.said_at
              from monitor_line l
              join monitor_sighting s on s.line_id = l.id
              join finding f on f.opportunity_id = s.opportunity_id
              join mention q on q.analysis_id = f.analysis_id and q.post_id = f.text_id
                            and q.role in ('evidence', 'cue', 'workaround') and q.author_key is not null
             where l.monitor_id = :monitor and q.said_at > :since
            """)
        .param("monitor", monitorId)
        .param("since", Timestamp.from(since))
        .query(
            (row, n) ->
                new Said(
                    row.getObject("line_id", UUID.class), row.getTimestamp("said_at").toInstant()))
        .list();
  }
}
