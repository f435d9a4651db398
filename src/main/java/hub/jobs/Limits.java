package hub.jobs;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Jobs whose number in line is limited. Whoever adds or ends one holds the key's lock until the
 * commit, so that nobody waits behind a key that is free.
 */
final class Limits {
  private final JdbcClient jdbc;

  Limits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Notes a job; the key's lock is then held.
   *
   * @return whether it may line up
   */
  boolean admits(UUID jobId, NewJob job, JobLimit limit) {
    lock(limit.key());
    return jdbc.sql(
            """
            insert into job_limited (job_id, limit_key, most, admitted, run_at)
            select :job, :key, :most, count(*) < :most, :runAt
              from job_limited where limit_key = :key and admitted
            returning admitted
            """)
        .param("job", jobId)
        .param("key", limit.key())
        .param("most", limit.most())
        .param("runAt", java.sql.Timestamp.from(job.runAt()))
        .query(Boolean.class)
        .single();
  }

  /** Jobs have ended: as many of those that wait for their keys line up. */
  void freed(List<UUID> jobs) {
    List<String> keys =
        jdbc.sql("select distinct limit_key from job_limited where job_id = any(:jobs) order by 1")
            .param("jobs", jobs.toArray(UUID[]::new))
            .query(String.class)
            .list();
    keys.forEach(this::lock);
    if (!keys.isEmpty()) {
      jdbc.sql("delete from job_limited where job_id = any(:jobs)")
          .param("jobs", jobs.toArray(UUID[]::new))
          .update();
      keys.forEach(this::admitNext);
    }
  }

  private void admitNext(String key) {
    jdbc.sql(
            """
            with next as (
              update job_limited set admitted = true
               where job_id in (
                 select job_id from job_limited
                  where limit_key = :key and not admitted
                  order by turn
                  limit greatest(0, (select most from job_limited where limit_key = :key and not admitted
                                      order by turn limit 1)
                                    - (select count(*) from job_limited where limit_key = :key and admitted)))
              returning job_id, run_at
            )
            insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
            select job.id, job.workspace_id, job.lane, job.priority, next.run_at
              from next join job on job.id = next.job_id
            """)
        .param("key", key)
        .update();
  }

  private void lock(String key) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('job-limit ' || :key, 0))")
        .param("key", key)
        .query((row, number) -> number)
        .list();
  }
}
