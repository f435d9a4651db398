package hub.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Does the work: one thread claims as many jobs as there are free slots and hands each to a virtual
 * thread; another keeps the leases of running jobs alive and takes back those of dead processes.
 * The claimer stops first at shutdown; a job that does not end in time is taken up again when its
 * lease lapses.
 */
@Component
public class Workers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final JobQueue queue;
  private final JobSettings settings;
  private final WorkBell bell;
  private final Clock clock;
  private final Work work;
  private final List<Failures> failures;
  private final List<Recovery> recoveries;

  /** New at each start, so that nobody takes a dead process's claims for live ones. */
  private final String name = "hub-" + UUID.randomUUID();

  private final Map<UUID, Claim> running = new ConcurrentHashMap<>();
  private final Semaphore slots;
  private volatile boolean on;
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public Workers(
      JobQueue queue,
      JobSettings settings,
      WorkBell bell,
      Clock clock,
      Work work,
      List<Failures> failures,
      List<Recovery> recoveries) {
    this.queue = queue;
    this.settings = settings;
    this.bell = bell;
    this.clock = clock;
    this.work = work;
    this.failures = failures;
    this.recoveries = recoveries;
    this.slots = new Semaphore(settings.workers());
  }

  /**
   * Not before: the journeys that do the work start last of all, and a job without them would fail.
   */
  @EventListener(ApplicationReadyEvent.class)
  void startWhenReady() {
    start();
  }

  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  public void start() {
    threads = Executors.newVirtualThreadPerTaskExecutor();
    on = true;
    threads.submit(this::claimForEver);
    // Not a virtual thread: its carriers may all be busy computing, and a late heartbeat costs a
    // lease.
    Thread.ofPlatform().name("job-leases").daemon().start(this::keepLeases);
  }

  private void claimForEver() {
    while (on) {
      try {
        slots.acquire();
        slots.release();
        List<Claim> claims = queue.claim(name, slots.availablePermits());
        claims.forEach(this::begin);
        if (claims.isEmpty()) {
          bell.await(untilNextDue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (on) {
          LOG.warn("The queue can't be read; trying again in {}", settings.idlePoll(), e);
          pause(settings.idlePoll());
        }
      }
    }
  }

  private Duration untilNextDue() {
    Instant due = queue.nextDue();
    if (due == null) {
      return settings.idlePoll();
    }
    Duration wait = Duration.between(clock.instant(), due);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(settings.idlePoll()) < 0 ? wait : settings.idlePoll();
  }

  private void begin(Claim claim) {
    slots.acquireUninterruptibly();
    running.put(claim.token(), claim);
    threads.submit(() -> run(claim));
  }

  private void run(Claim claim) {
    try {
      work.run(claim);
    } catch (LostClaim e) {
      LOG.info("{}", e.getMessage());
    } catch (Exception e) {
      endedBy(claim, e);
    } finally {
      running.remove(claim.token());
      slots.release();
      bell.ring();
    }
  }

  /** Work that a stop interrupted has not failed: its lease lapses and it runs again. */
  private void endedBy(Claim claim, Exception failure) {
    if (on) {
      fail(claim, failure);
    } else {
      LOG.info(
          "Job {} ({}) was interrupted by the stop and will run again: {}",
          claim.jobId(),
          claim.kind(),
          failure.toString());
    }
  }

  private void fail(Claim claim, Exception failure) {
    try {
      decide(claim, failure);
    } catch (LostClaim e) {
      LOG.info("{}", e.getMessage());
    } catch (RuntimeException e) {
      // Nothing is lost: the lease lapses and the job runs again.
      e.addSuppressed(failure);
      LOG.warn("Job {} ({}) failed and that could not be recorded", claim.jobId(), claim.kind(), e);
    }
  }

  private void decide(Claim claim, Exception failure) {
    failures.stream()
        .filter(each -> each.isFor(claim))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nobody knows jobs of kind " + claim.kind()))
        .handle(claim, failure);
  }

  private void keepLeases() {
    while (on) {
      try {
        queue.heartbeat(List.copyOf(running.keySet()));
        takeBack();
      } catch (RuntimeException e) {
        LOG.warn("Leases can't be kept; trying again", e);
      }
      pause(settings.lease().dividedBy(6));
    }
  }

  private void takeBack() {
    for (Claim lapsed : queue.lapsed()) {
      if (running.containsKey(lapsed.token())) {
        continue; // alive in this process; only the heartbeat was late
      }
      try {
        recoveries.stream()
            .filter(recovery -> recovery.isFor(lapsed))
            .findFirst()
            .ifPresent(recovery -> recovery.recover(lapsed));
        decide(lapsed, new LeaseLapsed(lapsed));
      } catch (LostClaim e) {
        LOG.debug("{}", e.getMessage());
      }
    }
  }

  private void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    on = false;
    bell.ring();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return on;
  }

  /** Stopped before the routes that do the work. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 100;
  }
}
