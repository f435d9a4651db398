package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether work progresses while work is due. A process that is up, connected and beating but starts
 * nothing although it has free workers and something has been due for a lease, is not well.
 */
@Component("jobs")
class WorkHealth implements HealthIndicator {
  private final Workers workers;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;

  WorkHealth(Workers workers, JdbcClient jdbc, Clock clock, JobSettings settings) {
    this.workers = workers;
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Instant now = clock.instant();
    Instant aLeaseAgo = now.minus(settings.lease());
    if (!workers.isRunning()) {
      return Health.outOfService().withDetail("workers", "not started").build();
    }
    if (!workers.works()) {
      return Health.up().withDetail("workers", "none: this process serves pages").build();
    }
    if (!workers.isLeased()) {
      return Health.down()
          .withDetail("lease", "lapsed: the database does not take heartbeats")
          .build();
    }
    boolean idle = workers.hasFreeWorkers() && workers.lastBegun().isBefore(aLeaseAgo);
    if (idle && isDueSince(aLeaseAgo)) {
      return Health.down()
          .withDetail(
              "work", "due for more than %s, and none begins".formatted(words(settings.lease())))
          .build();
    }
    return Health.up().build();
  }

  private boolean isDueSince(Instant before) {
    return jdbc.sql(
            """
            select exists (select from job_waiting where run_at < :before and lane not in (%s))
            """
                .formatted(Lanes.PAUSED))
        .param("before", Timestamp.from(before))
        .query(Boolean.class)
        .single();
  }

  private static String words(Duration time) {
    return time.toSeconds() + " s";
  }
}
