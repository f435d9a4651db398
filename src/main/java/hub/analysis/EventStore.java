package hub.analysis;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The events of all analyses. A sequence number is given under the analysis row's lock, so numbers
 * have no gaps and a reader who saw number n has missed none before it.
 */
@Repository
class EventStore {

  /** An event as it is stored. */
  record Stored(long seq, Instant at, AnalysisEvent event) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher publisher;

  EventStore(JdbcClient jdbc, Clock clock, ApplicationEventPublisher publisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.publisher = publisher;
  }

  /** Appends in the caller's transaction; viewers are woken after its commit. */
  void append(UUID analysisId, AnalysisEvent event) {
    append(analysisId, event, null);
  }

  /**
   * Appends once for a key.
   *
   * @return false when this analysis already has an event with the key
   */
  boolean appendOnce(UUID analysisId, AnalysisEvent event, String key) {
    return append(analysisId, event, key);
  }

  private boolean append(
      UUID analysisId, AnalysisEvent event, @org.jspecify.annotations.Nullable String key) {
    Instant now = clock.instant();
    int written =
        jdbc.sql(
                """
                with next as (
                  update analysis set last_seq = last_seq + 1
                   where id = :analysis
                     and (cast(:key as text) is null
                          or not exists (select 1 from analysis_event
                                          where analysis_id = :analysis and key = :key))
                  returning last_seq, workspace_id)
                insert into analysis_event (analysis_id, workspace_id, seq, type, data, key, at)
                select :analysis, workspace_id, last_seq, :type, :data::jsonb, :key, :at
                  from next
                """)
            .param("analysis", analysisId)
            .param("type", EventJson.type(event))
            .param("data", EventJson.write(event))
            .param("key", key, java.sql.Types.VARCHAR)
            .param("at", Timestamp.from(now))
            .update();
    publisher.publishEvent(new AnalysisChanged(analysisId));
    if (written == 1 && event instanceof AnalysisEvent.Finished) {
      publisher.publishEvent(ended(analysisId, now));
    }
    return written == 1;
  }

  /** Under the row's lock, so that the last number is the event's own. */
  private AnalysisEnded ended(UUID analysisId, Instant at) {
    return jdbc.sql("select workspace_id, last_seq from analysis where id = :analysis")
        .param("analysis", analysisId)
        .query(
            (row, number) ->
                new AnalysisEnded(
                    analysisId,
                    row.getObject("workspace_id", UUID.class),
                    row.getLong("last_seq"),
                    at))
        .single();
  }

  /** Whether the budget was raised after it was reached the last time. */
  boolean wasRaisedSinceReached(UUID analysisId) {
    return jdbc.sql(
            """
            select exists (select from analysis_event
                            where analysis_id = :analysis and type = 'BudgetRaised'
                              and seq > (select max(seq) from analysis_event
                                          where analysis_id = :analysis and type = 'BudgetReached'))
            """)
        .param("analysis", analysisId)
        .query(Boolean.class)
        .single();
  }

  /** A workspace's analysis's events after a sequence number, oldest first, at most so many. */
  List<Stored> after(UUID workspaceId, UUID analysisId, long seq, int most) {
    return jdbc.sql(
            """
            select seq, at, type, data from analysis_event
             where analysis_id = :analysis and seq > :seq and workspace_id = :workspace
             order by seq limit :most
            """)
        .param("analysis", analysisId)
        .param("workspace", workspaceId)
        .param("seq", seq)
        .param("most", most)
        .query(
            (row, number) ->
                new Stored(
                    row.getLong("seq"),
                    row.getTimestamp("at").toInstant(),
                    EventJson.read(row.getString("type"), row.getString("data"))))
        .list();
  }
}
