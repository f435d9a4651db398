package hub.jobs;

import hub.Roles;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hubs that share the database. A process that is not heard of for a lease counts as dead. */
@Repository
public class Processes {
  /** So long the page shows that a process is silent. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;
  private final Roles roles;

  Processes(JdbcClient jdbc, Clock clock, JobSettings settings, Roles roles) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.roles = roles;
  }

  /** What this process does. */
  Roles roles() {
    return roles;
  }

  /**
   * One row a heartbeat, however many jobs run.
   *
   * @param workers how many it has now, and may have
   * @param connections how many it may open
   * @return when the lease lapses unless it is extended
   */
  Instant heartbeat(UUID process, int workers, int most, int connections) {
    Instant now = clock.instant();
    Instant until = now.plus(settings.lease());
    jdbc.sql(
            """
            insert into hub_process (id, name, roles, started_at, seen_at, leased_until, workers, most_workers, connections)
            values (:id, :name, :roles, :now, :now, :until, :workers, :most, :connections)
            on conflict (id) do update
               set seen_at = excluded.seen_at, leased_until = excluded.leased_until, workers = excluded.workers,
                   most_workers = excluded.most_workers, connections = excluded.connections
            """)
        .param("id", process)
        .param("name", name())
        .param("roles", roles.words())
        .param("workers", workers)
        .param("most", most)
        .param("connections", connections)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(until))
        .update();
    return until;
  }

  /** How many were heard of within their lease. */
  int alive() {
    return jdbc.sql("select count(*) from hub_process where leased_until >= :now")
        .param("now", Timestamp.from(clock.instant()))
        .query(Integer.class)
        .single();
  }

  /** Forgets those that have been silent for long; what they ran was taken over. */
  void forgetSilent() {
    jdbc.sql("delete from hub_process where leased_until < :before")
        .param("before", Timestamp.from(clock.instant().minus(REMEMBERED)))
        .update();
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
