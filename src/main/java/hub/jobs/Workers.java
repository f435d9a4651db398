package hub.jobs;

import hub.OnlyHub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
  private final Presence presence;
  private final Measures measures;
  private final JdbcClient jdbc;
  private final @Nullable Neighbours neighbours;
  private final Shares shares;
  private final Claimer claimer;
  private final @Nullable Dispatcher dispatcher;
  private final Workforce workforce;

  private final Map<UUID, Claim> running = new ConcurrentHashMap<>();
  private volatile boolean on;
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
      ObjectProvider<Carrier> carrier,
      ObjectProvider<OnlyHub> onlyHub) {
    this.settings = settings;
    this.bell = bell;
    this.clock = clock;
    this.work = work;
    this.outcomes = outcomes;
    this.presence = new Presence(processes, cap, settings, clock);
    this.measures = measures;
    this.jdbc = jdbc;
    this.neighbours =
        onlyHub.getIfAvailable() == null
            ? new Neighbours(jdbc, source, bell, presence.process())
            : null;
    this.shares = new Shares(new ShareRows(jdbc), clock);
    this.claimer = new Claimer(jdbc, shares, settings, clock);
    Carrier broker = carrier.getIfAvailable();
    this.dispatcher = broker == null ? null : new Dispatcher(claimer, jdbc, broker, clock);
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
    if (presence.works()) {
      threads.submit(this::claimForEver);
    }
    // Not a virtual thread: its carriers may all be busy computing, and a late heartbeat costs a
    // lease.
    Thread.ofPlatform().name("job-leases").daemon().start(this::keepLease);
    if (neighbours != null) {
      neighbours.start(presence.works());
    }
  }

  private void claimForEver() {
    while (on) {
      try {
        int free = isLeased() ? workforce.size() - busy() : 0;
        List<Claim> claims = free > 0 ? claim(free) : List.of();
        claims.forEach(this::begin);
        workforce.look(busy(), ready(), clock.instant());
        if (claims.isEmpty()) {
          bell.await(free > 0 ? untilNext() : settings.idlePoll());
        } else {
          gather();
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

  /** How late this thread comes back tells how long those that make pages wait for a processor. */
  private void gather() {
    long begun = System.nanoTime();
    LockSupport.parkNanos(GATHER.toNanos());
    workforce.woke(Duration.ofNanos(System.nanoTime() - begun).minus(GATHER), clock.instant());
  }

  private List<Claim> claim(int free) {
    return dispatcher == null
        ? claimer.claim(presence.process(), free, bell.takeLineChanged())
        : dispatcher.claim(presence.process(), free, bell::takeLineChanged);
  }

  private int ready() {
    return claimer.ready() + (dispatcher == null ? 0 : dispatcher.waiting());
  }

  private Duration untilNext() {
    return dispatcher == null ? claimer.untilNext() : dispatcher.untilNext();
  }

  /** A broker brought a place of the line; it is claimed as soon as a worker is free. */
  public void arrived(long place) {
    if (dispatcher != null) {
      dispatcher.arrived(place);
      bell.ring();
    }
  }

  /** Whether this process does jobs at all; if not, it only says that it is there. */
  boolean works() {
    return presence.works();
  }

  boolean isLeased() {
    return presence.isLeased();
  }

  boolean hasFreeWorkers() {
    return busy() < workforce.size();
  }

  /**
   * Ends are written while the next jobs run, but a slow database does not gather them for ever.
   */
  private int busy() {
    return running.size() - Math.min(bell.ending(), workforce.size());
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
    } catch (Error e) {
      // Whatever becomes of this process, the attempt is over now and not when its lease lapses.
      endedBy(claim, new ExecutionException(e));
      throw e;
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
        presence.beat(workforce.size());
        bell.ring();
        if (presence.works()) {
          shares.exchange();
          measures.write();
          takeOver();
        }
      } catch (RuntimeException e) {
        LOG.warn("The lease can't be kept; trying again", e);
      }
      pause(settings.lease().dividedBy(6));
    }
  }

  /** Jobs whose processes died, and this process's own that it could not end. */
  private void takeOver() {
    new Claims(jdbc, clock)
        .takeOver(presence.process(), running.keySet(), clock.instant().minus(settings.lease()))
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
      if (dispatcher != null) {
        dispatcher.giveBack();
      }
    } catch (RuntimeException e) {
      LOG.info("What arrived and was not begun is sent again later: {}", e.toString());
    }
    presence.leave();
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
