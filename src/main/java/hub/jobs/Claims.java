package hub.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts under way: how they begin, whose they are, and how they are taken from the dead. */
final class Claims {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Takes places and begins an attempt at each. Its commit does not wait for the disk: the log
   * keeps its order, so a claim is safe as soon as anything that its attempt wrote is. The
   * benchmark holds this statement against its bare rate.
   */
  static final String CLAIM = "with " + take();

  /** The same for places that a broker brought. */
  private static final String CLAIM_ARRIVED =
      "with arrived as (delete from job_dispatch where place = any(:places)), " + take();

  private static String take() {
    return """
    quick as materialized (
      select set_config('synchronous_commit', 'off', true)
    ), taken as (
      delete from job_waiting
       where place in (select place from job_waiting where place = any(:places) for update skip locked)
      returning job_id, place, run_at
    ), begun as (
      insert into job_running (job_id, token, process_id, begun_at)
      select job_id, gen_random_uuid(), :process, :now from taken
      returning job_id, token, begun_at
    )
    select taken.place, job.id, begun.token, job.workspace_id, job.analysis_id, job.kind, job.payload, job.lane,
           job.attempts, job.limited, taken.run_at, begun.begun_at
      from quick, taken join begun using (job_id) join job on job.id = taken.job_id
    """;
  }

  /** A place that was taken. */
  record Taken(long place, Claim claim) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Claims(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Takes those of the places that nobody else has taken. */
  List<Taken> take(UUID process, List<Long> places) {
    return take(CLAIM, process, places);
  }

  /** The same for places that a broker brought: they are no longer on their way. */
  List<Taken> takeArrived(UUID process, List<Long> places) {
    return take(CLAIM_ARRIVED, process, places);
  }

  private List<Taken> take(String statement, UUID process, List<Long> places) {
    return jdbc.sql(statement)
        .param("places", places.toArray(Long[]::new))
        .param("process", process)
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> new Taken(row.getLong("place"), claim(row)))
        .list();
  }

  /**
   * Takes over all attempts of processes whose lease lapsed, and this process's own that it knows
   * nothing of although they began a lease ago. From here on their old tokens are worth nothing.
   *
   * @param known this process's attempts under way
   */
  List<Claim> takeOver(UUID process, Collection<UUID> known, Instant aLeaseAgo) {
    return jdbc.sql(
            """
            with lapsed as (
              update job_running
                 set token = gen_random_uuid(), process_id = :process, begun_at = :now
               where job_id in (select job_id from job_running
                                 where case when process_id = :process then token <> all(:known) and begun_at < :before
                                            else process_id not in (select id from hub_process where leased_until >= :now)
                                       end
                                   for update skip locked)
              returning job_id, token, begun_at
            )
            select job.id, lapsed.token, job.workspace_id, job.analysis_id, job.kind, job.payload, job.lane,
                   job.attempts, job.limited, lapsed.begun_at as run_at, lapsed.begun_at
              from lapsed join job on job.id = lapsed.job_id
            """)
        .param("process", process)
        .param("known", known.toArray(UUID[]::new))
        .param("before", Timestamp.from(aLeaseAgo))
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> claim(row))
        .list();
  }

  private static Claim claim(ResultSet row) throws SQLException {
    try {
      return new Claim(
          row.getObject("id", UUID.class),
          row.getObject("token", UUID.class),
          row.getObject("workspace_id", UUID.class),
          row.getObject("analysis_id", UUID.class),
          row.getString("kind"),
          JSON.readTree(row.getString("payload")),
          Lane.of(row.getString("lane")),
          row.getInt("attempts") + 1,
          row.getBoolean("limited"),
          row.getTimestamp("run_at").toInstant(),
          row.getTimestamp("begun_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Job " + row.getObject("id") + " has an unreadable payload", e);
    }
  }
}
