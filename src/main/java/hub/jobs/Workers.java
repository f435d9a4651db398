package hub.jobs;

import hub.OnlyHub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does the work: one thread claims as many jobs as there are free workers and hands each to a
 * virtual thread. The claimer stops first at shutdown; a job that does not end in time runs again
 * elsewhere.
 */
@Component
public class Workers implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /** Jobs that end meanwhile are replaced in one claim. */
  private static final Duration GATHER = Duration.ofNanos(500_000);

  private final JobSettings settings;
  private final WorkBell bell;
  private final Clock clock;
  private final Work work;
  private final Outcomes outcomes;
  private final Processes processes;
  private final Measures measures;
  private final ConnectionCap cap;
  private final JdbcClient jdbc;
  private final @Nullable Neighbours neighbours;
  private final Shares shares;
  private final Claimer claimer;
  private final Workforce workforce;

  /** New at each start, so that nobody takes a dead process's claims for live ones. */
  private final UUID process = UUID.randomUUID();

  private final Map<UUID, Claim> running = new ConcurrentHashMap<>();
  private volatile boolean on;
  private volatile Instant leasedUntil = Instant.MIN;
  private volatile Instant lastBegun = Instant.MIN;
  private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Workers(
      JobSettings settings,
      WorkBell bell,
      Clock clock,
      Work work,
      Outcomes outcomes,
      Processes processes,
      Measures measures,
      ConnectionCap cap,
      JdbcClient jdbc,
      DataSource source,
      ObjectProvider<OnlyHub> onlyHub) {
    this.settings = settings;
    this.bell = bell;
    this.clock = clock;
    this.work = work;
    this.outcomes = outcomes;
    this.processes = processes;
    this.measures = measures;
    this.cap = cap;
    this.jdbc = jdbc;
    this.neighbours =
        onlyHub.getIfAvailable() == null ? new Neighbours(jdbc, source, bell, process) : null;
    this.shares = new Shares(new ShareRows(jdbc), clock);
    this.claimer = new Claimer(jdbc, shares, settings, clock);
    this.workforce = new Workforce(settings.workers());
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
    lastBegun = clock.instant();
    on = true;
    threads.submit(this::claimForEver);
    // Not a virtual thread: its carriers may all be busy computing, and a late heartbeat costs a
    // lease.
    Thread.ofPlatform().name("job-leases").daemon().start(this::keepLease);
    if (neighbours != null) {
      neighbours.start();
    }
  }

  private void claimForEver() {
    while (on) {
      try {
        int free = isLeased() ? workforce.size() - running.size() : 0;
        List<Claim> claims =
            free > 0 ? claimer.claim(process, free, bell.takeLineChanged()) : List.of();
        claims.forEach(this::begin);
        workforce.look(running.size(), claimer.ready(), clock.instant());
        if (claims.isEmpty()) {
          bell.await(free > 0 ? claimer.untilNext() : settings.idlePoll());
        } else {
          LockSupport.parkNanos(GATHER.toNanos());
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

  /** Without a lease, what this process claims would be taken from it at once. */
  boolean isLeased() {
    return clock.instant().isBefore(leasedUntil);
  }

  boolean hasFreeWorkers() {
    return running.size() < workforce.size();
  }

  /** When this process last began a job. */
  Instant lastBegun() {
    return lastBegun;
  }

  private void begin(Claim claim) {
    lastBegun = claim.begunAt();
    running.put(claim.token(), claim);
    shares.begun(claim);
    measures.begun(claim);
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
      shares.ended(claim);
      measures.ended(claim);
      bell.ring();
    }
  }

  /** Work that a stop interrupted has not failed: it runs again. */
  private void endedBy(Claim claim, Exception failure) {
    if (on) {
      outcomes.failed(claim, failure);
    } else {
      LOG.info(
          "Job {} ({}) was interrupted by the stop and will run again: {}",
          claim.jobId(),
          claim.kind(),
          failure.toString());
    }
  }

  private void keepLease() {
    while (on) {
      try {
        beat();
        shares.exchange();
        measures.write();
        takeOver();
        processes.forgetSilent();
      } catch (RuntimeException e) {
        LOG.warn("The lease can't be kept; trying again", e);
      }
      pause(settings.lease().dividedBy(6));
    }
  }

  private void beat() {
    int connections = cap.share(processes.alive());
    leasedUntil =
        processes.heartbeat(process, workforce.size(), settings.workers().most(), connections);
    bell.ring();
  }

  /** Jobs whose processes died, and this process's own that it could not end. */
  private void takeOver() {
    new Claims(jdbc, clock)
        .takeOver(process, running.keySet(), clock.instant().minus(settings.lease()))
        .forEach(outcomes::lapsed);
  }

  private static void pause(Duration time) {
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
    if (neighbours != null) {
      neighbours.stop();
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    leave();
  }

  private void leave() {
    try {
      processes.leave(process);
    } catch (RuntimeException e) {
      LOG.info("The lease could not be given back and lapses by itself: {}", e.toString());
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
