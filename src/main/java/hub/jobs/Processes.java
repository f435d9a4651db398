package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hubs that do work. A process that is not heard of for a lease counts as dead. */
@Repository
public class Processes {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;

  Processes(JdbcClient jdbc, Clock clock, JobSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * One row a heartbeat, however many jobs run.
   *
   * @return when the lease lapses unless it is extended
   */
  Instant heartbeat(UUID process) {
    Instant now = clock.instant();
    Instant until = now.plus(settings.lease());
    jdbc.sql(
            """
            insert into hub_process (id, name, started_at, seen_at, leased_until)
            values (:id, :name, :now, :now, :until)
            on conflict (id) do update set seen_at = excluded.seen_at, leased_until = excluded.leased_until
            """)
        .param("id", process)
        .param("name", name())
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(until))
        .update();
    return until;
  }

  private static String name() {
    return "hub " + ProcessHandle.current().pid();
  }

  /** This process ends and keeps nothing: what it could not finish may go on elsewhere at once. */
  void leave(UUID process) {
    jdbc.sql("delete from hub_process where id = :id").param("id", process).update();
  }

  /** Lets all leases lapse now; only for one who knows that nobody holds any. */
  int endLeases() {
    return jdbc.sql("delete from hub_process").update();
  }
}
