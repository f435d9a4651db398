package hub.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process among the others: its name, its roles, its lease, its part of the connections. */
final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  /** New at each start, so that nobody takes a dead process's claims for live ones. */
  private final UUID process = UUID.randomUUID();

  private final Processes processes;
  private final ConnectionCap cap;
  private final JobSettings settings;
  private final Clock clock;
  private volatile Instant leasedUntil = Instant.MIN;

  Presence(Processes processes, ConnectionCap cap, JobSettings settings, Clock clock) {
    this.processes = processes;
    this.cap = cap;
    this.settings = settings;
    this.clock = clock;
  }

  UUID process() {
    return process;
  }

  /** Whether this process does jobs at all. */
  boolean works() {
    return processes.roles().workers();
  }

  /** Without a lease, what this process claims would be taken from it at once. */
  boolean isLeased() {
    return clock.instant().isBefore(leasedUntil);
  }

  /** Says that it is there, with so many workers, and forgets those that have long been silent. */
  void beat(int workers) {
    int connections = cap.share(processes.alive());
    leasedUntil =
        works()
            ? processes.heartbeat(process, workers, settings.workers().most(), connections)
            : processes.heartbeat(process, 0, 0, connections);
    processes.forgetSilent();
  }

  /** Keeps nothing; what it could not finish may go on elsewhere at once. */
  void leave() {
    try {
      processes.leave(process);
    } catch (RuntimeException e) {
      LOG.info("The lease could not be given back and lapses by itself: {}", e.toString());
    }
  }
}
