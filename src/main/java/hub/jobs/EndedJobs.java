package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Rows of jobs that ended long ago. Until then they are the idempotency keys of their analyses, so
 * none goes while its analysis has work left; jobs that were given up stay, with who dealt with
 * them.
 */
@Repository
public class EndedJobs {
  private static final int BATCH = 5_000;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;

  EndedJobs(JdbcClient jdbc, Clock clock, JobSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Forgets the oldest of those that are older than they are kept.
   *
   * @return how many; at most one batch, so call again while it is not 0
   */
  public int forget() {
    Instant before = clock.instant().minus(settings.kept());
    return jdbc.sql(
            """
            delete from job
             where id in (select id from job old
                           where created_at < :before and finished_at < :before
                             and state in ('done', 'cancelled', 'discarded')
                             and not exists (select from job open
                                              where open.analysis_id = old.analysis_id
                                                and (open.state in ('open', 'withheld') or open.finished_at >= :before))
                             and not exists (select from dead_letter where job_id = old.id)
                           limit :batch)
            """)
        .param("before", Timestamp.from(before))
        .param("batch", BATCH)
        .update();
  }
}
