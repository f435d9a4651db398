package hub.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the workers of this process when work may be due; all works without it, only later. */
@Component
public class WorkBell {
  private final Semaphore rung = new Semaphore(0);
  private final Semaphore untold = new Semaphore(0);
  private final AtomicBoolean lineChanged = new AtomicBoolean();
  private final AtomicInteger ending = new AtomicInteger();

  /**
   * Somebody lined up: rings once the current transaction commits, or now if there is none, since a
   * job is seen only when it exists.
   */
  void ringAfterCommit() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      linedUp();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            linedUp();
          }
        });
  }

  private void linedUp() {
    lineChanged();
    untold.release();
  }

  /** Another process says that somebody lined up. */
  void lineChanged() {
    lineChanged.set(true);
    ring();
  }

  /** Whether somebody lined up since this was last asked. */
  boolean takeLineChanged() {
    return lineChanged.getAndSet(false);
  }

  /** A job is done and only its end is to be written: its worker is free meanwhile. */
  void endBegins() {
    ending.incrementAndGet();
    ring();
  }

  /** That end is written, or could not be. */
  void endIsOver() {
    ending.decrementAndGet();
  }

  /** How many jobs' ends are being written. */
  int ending() {
    return ending.get();
  }

  /** A slot is free, or the work ends. */
  void ring() {
    rung.release();
  }

  /** Waits for a ring, at most this long. */
  void await(Duration most) throws InterruptedException {
    if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }

  /** Waits until this process has something to tell the others; all that gathered is one thing. */
  void awaitUntold() throws InterruptedException {
    untold.acquire();
    untold.drainPermits();
  }
}
