package hub.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the workers of this process when work may be due; all works without it, only later. */
@Component
public class WorkBell {
  private final Semaphore rung = new Semaphore(0);

  /**
   * Rings once the current transaction commits, or now if there is none: a job is seen only when it
   * exists.
   */
  void ringAfterCommit() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      ring();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            ring();
          }
        });
  }

  void ring() {
    rung.release();
  }

  /** Waits for a ring, at most this long. */
  void await(Duration most) throws InterruptedException {
    if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
