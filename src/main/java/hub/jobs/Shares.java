package hub.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How much time each workspace's jobs took lately, all processes together; it fades by half every
 * two minutes. What this process adds counts at once, what others add when they have written it.
 */
final class Shares {
  private static final Duration HALF_LIFE = Duration.ofMinutes(2);
  private static final double FIRST_GUESS_MS = 1_000;

  /** How much the newest job weighs in what is usual. */
  private static final double NEWEST = 0.2;

  /** A workspace counts as active while its share is more than this part of the largest. */
  private static final double ACTIVE = 0.001;

  private record Running(UUID workspace, Instant begun, Instant counted) {}

  private record Used(double ms, Instant at) {
    double now(Instant now) {
      double halfLives = Duration.between(at, now).toMillis() / (double) HALF_LIFE.toMillis();
      return ms * Math.pow(0.5, Math.max(0, halfLives));
    }
  }

  private final Clock clock;
  private final ShareRows rows;
  private final Map<UUID, Used> known = new HashMap<>();
  private final Map<UUID, Double> unwritten = new HashMap<>();
  private final Map<UUID, Double> usual = new HashMap<>();
  private final Map<UUID, Running> running = new HashMap<>();

  Shares(ShareRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  synchronized void begun(Claim claim) {
    running.put(claim.token(), new Running(claim.workspaceId(), claim.begunAt(), claim.begunAt()));
  }

  synchronized void ended(Claim claim) {
    Running job = running.remove(claim.token());
    if (job != null) {
      Instant now = clock.instant();
      count(job, now);
      double took = Duration.between(job.begun, now).toMillis();
      usual.merge(job.workspace, took, (old, newest) -> old + NEWEST * (newest - old));
    }
  }

  private void count(Running job, Instant now) {
    unwritten.merge(
        job.workspace, (double) Duration.between(job.counted, now).toMillis(), Double::sum);
  }

  /** Counts what runs up to now. */
  synchronized void count() {
    Instant now = clock.instant();
    running.replaceAll(
        (token, job) -> {
          count(job, now);
          return new Running(job.workspace, job.begun, now);
        });
  }

  /** What a workspace's jobs took lately, in milliseconds. */
  synchronized double used(UUID workspace) {
    Used written = known.get(workspace);
    return (written == null ? 0 : written.now(clock.instant()))
        + unwritten.getOrDefault(workspace, 0.0);
  }

  /** How long a job of this workspace usually takes, in milliseconds. */
  synchronized double usual(UUID workspace) {
    return Math.max(1, usual.getOrDefault(workspace, FIRST_GUESS_MS));
  }

  /** Whether so much is more than an equal part among the workspaces that were active lately. */
  synchronized boolean isOver(UUID workspace, double used) {
    double largest = used;
    double sum = used;
    int active = 1;
    for (UUID other : known.keySet()) {
      largest = Math.max(largest, other.equals(workspace) ? 0 : used(other));
    }
    for (UUID other : known.keySet()) {
      double theirs = other.equals(workspace) ? 0 : used(other);
      if (theirs > largest * ACTIVE) {
        sum += theirs;
        active++;
      }
    }
    return used > sum / active;
  }

  /** Writes what this process added, and reads what all did. */
  synchronized void exchange() {
    count();
    Instant now = clock.instant();
    rows.add(unwritten, HALF_LIFE, now);
    unwritten.clear();
    known.clear();
    rows.since(now.minus(HALF_LIFE.multipliedBy(10)))
        .forEach(row -> known.put(row.workspace(), new Used(row.usedMs(), row.at())));
  }
}
