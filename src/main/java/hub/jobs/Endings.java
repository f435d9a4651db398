package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Ends jobs that are done and have nothing else to write: those that end at the same time end in
 * one statement. Whoever comes first writes for all who wait.
 */
final class Endings {
  private static final int MOST = 200;

  /** The benchmark holds this statement against its bare rate. */
  static final String FINISH =
      """
      with ended as (
        delete from job_running
         using unnest(:ids, :tokens) as mine (job_id, token)
         where job_running.job_id = mine.job_id and job_running.token = mine.token
        returning job_running.job_id, begun_at
      )
      update job
         set state = 'done', attempts = attempts + 1, begun_at = ended.begun_at, finished_at = :now
        from ended
       where job.id = ended.job_id
      returning job.id
      """;

  private static final class Ending {
    private final Claim claim;
    private boolean decided;
    private @Nullable RuntimeException failure;

    Ending(Claim claim) {
      this.claim = claim;
    }
  }

  private final JdbcClient jdbc;
  private final Clock clock;
  private final WorkBell bell;
  private final Queue<Ending> gathered = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  Endings(JdbcClient jdbc, Clock clock, WorkBell bell) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.bell = bell;
  }

  /**
   * Ends one, possibly with others; returns once it is written. Its worker may have begun the next
   * job by then.
   *
   * @throws LostClaim if the token is no longer the job's
   */
  void together(Claim claim) {
    Ending mine = new Ending(claim);
    gathered.add(mine);
    bell.endBegins();
    try {
      Thread.yield(); // others that are about to end come along
      write(mine);
    } finally {
      bell.endIsOver();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
  }

  private void write(Ending mine) {
    writing.lock();
    try {
      while (!mine.decided) {
        writeGathered();
      }
    } finally {
      writing.unlock();
    }
  }

  private void writeGathered() {
    List<Ending> batch = new ArrayList<>();
    for (Ending next = gathered.poll(); next != null; next = gathered.poll()) {
      batch.add(next);
      if (batch.size() == MOST) {
        break;
      }
    }
    try {
      Set<UUID> ended = new HashSet<>(end(batch.stream().map(ending -> ending.claim).toList()));
      for (Ending ending : batch) {
        ending.failure = ended.contains(ending.claim.jobId()) ? null : new LostClaim(ending.claim);
      }
    } catch (RuntimeException e) {
      batch.forEach(ending -> ending.failure = e);
    }
    batch.forEach(ending -> ending.decided = true);
  }

  /** Ends those whose tokens are still their jobs'; returns these jobs. */
  List<UUID> end(List<Claim> claims) {
    return jdbc.sql(FINISH)
        .param("ids", claims.stream().map(Claim::jobId).toArray(UUID[]::new))
        .param("tokens", claims.stream().map(Claim::token).toArray(UUID[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(UUID.class)
        .list();
  }
}
