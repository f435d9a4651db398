package hub.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue at one instant, as people look at it.
 *
 * @param connections that the database has open for the hub, of {@code allowed}
 * @param snapshot the oldest open transaction; null if none is open
 */
public record QueueView(
    List<LaneLine> lanes,
    List<Process> processes,
    int connections,
    int allowed,
    @Nullable Snapshot snapshot) {

  /**
   * One lane.
   *
   * @param waiting may run now
   * @param parked waits for its time
   * @param oldest since when the first of those waiting could have run
   * @param p99 within which 99 of 100 jobs of the last hour started; null if none did
   * @param started jobs started in each of the last 60 minutes, the oldest first
   * @param waitsFor what its parked jobs wait for, in words; empty if none is parked
   * @param pause why it gives out nothing; null if it does
   */
  public record LaneLine(
      Lane lane,
      int waiting,
      int parked,
      int running,
      @Nullable Instant oldest,
      @Nullable Duration p99,
      List<Integer> started,
      String waitsFor,
      @Nullable String pause,
      Duration promised) {

    /** Whether nobody has waited longer than was promised. */
    public boolean kept(Instant now) {
      return oldest == null || oldest.plus(promised).isAfter(now);
    }
  }

  /**
   * A hub.
   *
   * @param roles what it does: {@code web}, {@code workers}, or both
   * @param alive whether it was heard of within its lease
   */
  public record Process(
      String name,
      String roles,
      Instant seenAt,
      boolean alive,
      int workers,
      int most,
      List<Job> jobs) {

    public boolean works() {
      return roles.contains("workers");
    }
  }

  /** What a worker does, and since when. */
  public record Job(String kind, Instant begunAt) {}

  /** Who keeps dead rows from being cleaned. */
  public record Snapshot(Instant since, String holder) {}
}
