package crash;

import bench.Books;
import hub.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an analysis left behind.
 *
 * @param found its opportunities and candidates, sorted
 * @param books its attempts beside the sandbox's own journal
 */
record Finished(UUID analysis, List<Found> found, Books books, TestDatabase database) {

  private JdbcClient jdbc() {
    return database.asOwner();
  }

  /** Its state and phase. */
  String end() {
    return jdbc()
        .sql("select state || ' ' || phase from analysis where id = :id")
        .param("id", analysis)
        .query(String.class)
        .single();
  }

  /** Requests that were made again although their answer was recorded. */
  List<String> askedAgain() {
    return jdbc()
        .sql(
            """
            select again.stage || ' ' || again.id
              from attempt answered
              join attempt again using (budget_id, request_hash)
             where budget_id = :id and answered.state = 'settled' and answered.outcome = 'answered'
               and again.held_at > answered.ended_at
            """)
        .param("id", analysis)
        .query(String.class)
        .list();
  }

  /** Attempts that nobody ended, and jobs that did not come to their end. */
  List<String> leftOpen() {
    return jdbc()
        .sql(
            """
            select 'attempt ' || stage || ' ' || state from attempt
             where budget_id = :id and state in ('held', 'sent')
            union all
            select 'job ' || kind || ' ' || state || ' ' || coalesce(last_error, '') from job
             where analysis_id = :id and state <> 'done'
            """)
        .param("id", analysis)
        .query(String.class)
        .list();
  }

  /** What the budget still holds or keeps beyond the listed doubts, in US dollars. */
  BigDecimal heldBeyondDoubts() {
    return jdbc()
        .sql(
            """
            select b.held + b.earmarked
                   - coalesce((select sum(a.hold) from attempt a where a.budget_id = b.id and a.state = 'doubt'), 0)
              from budget b where b.id = :id
            """)
        .param("id", analysis)
        .query(BigDecimal.class)
        .single();
  }

  /** Doubts that the analysis's log does not name. */
  List<UUID> unlistedDoubts() {
    return jdbc()
        .sql(
            """
            select id from attempt
             where budget_id = :id and state = 'doubt'
               and not exists (select from analysis_event
                                where analysis_id = :id and type = 'Doubted'
                                  and data ->> 'attempt' = attempt.id::text)
            """)
        .param("id", analysis)
        .query(UUID.class)
        .list();
  }

  int doubts() {
    return jdbc()
        .sql("select count(*) from attempt where budget_id = :id and state = 'doubt'")
        .param("id", analysis)
        .query(Integer.class)
        .single();
  }
}
