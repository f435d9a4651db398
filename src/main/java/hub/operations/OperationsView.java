package hub.operations;

import hub.jobs.QueueView;
import hub.jobs.QueueView.Job;
import hub.jobs.QueueView.LaneLine;
import hub.jobs.QueueView.Process;
import hub.outages.Outage;
import hub.reddit.Allowance;
import hub.web.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The queue as its page shows it.
 *
 * @param outages every vendor's circuit breaker
 * @param allowances what each Reddit app may still ask; empty if there is no limit
 * @param at the instant of which it speaks
 */
public record OperationsView(
    QueueView queue, List<Outage> outages, List<Allowance> allowances, int dead, Instant at) {
  private static final double SPARK_WIDTH = 132;
  private static final double SPARK_HEIGHT = 24;

  /**
   * One worker, a cell.
   *
   * @param state {@code busy}, {@code idle}, {@code silent} or {@code free} (not there now)
   * @param words {@code rank, 3 s}
   */
  public record Cell(String name, String state, String words) {}

  public int parked() {
    return queue.lanes().stream().mapToInt(LaneLine::parked).sum();
  }

  /** {@code done}, {@code slow} or {@code stopped}, the dot before the sentence. */
  public String state() {
    if (working().isEmpty()) {
      return "stopped";
    }
    boolean slow =
        !late().isEmpty() || !failing().isEmpty() || paused() || parked() > 0 || dead > 0;
    return slow ? "slow" : "done";
  }

  /** What is so, in one or two sentences. */
  public String words() {
    if (working().isEmpty()) {
      return "No hub does work now. What waits is kept and goes on when one is back.";
    }
    StringJoiner words = new StringJoiner(" ");
    words.add(late().isEmpty() ? "Work goes on." : "Some work waits longer than promised.");
    if (parked() > 0) {
      words.add(jobs(parked()) + (parked() == 1 ? " is" : " are") + " parked and will go on.");
    }
    for (Outage outage : failing()) {
      words.add(outage.vendor().title() + " fails.");
    }
    if (paused()) {
      words.add("A lane is paused.");
    }
    if (dead > 0) {
      words.add(jobs(dead) + (dead == 1 ? " was" : " were") + " given up.");
    }
    return words.toString();
  }

  private static String jobs(int number) {
    return String.format(Locale.ROOT, number == 1 ? "%,d job" : "%,d jobs", number);
  }

  private List<Outage> failing() {
    return outages.stream().filter(outage -> outage.state() != Outage.State.CLOSED).toList();
  }

  /** What a breaker does with calls, in words. */
  public String does(Outage outage) {
    return switch (outage.state()) {
      case CLOSED -> "lets calls pass";
      case HALF_OPEN -> "probes with a single call";
      case OPEN -> "holds calls back" + in(outage.processes());
    };
  }

  private static String in(int processes) {
    return processes > 1 ? " in %d processes".formatted(processes) : "";
  }

  /** How long a vendor has failed; null if it does not. */
  public @Nullable Duration since(Outage outage) {
    return outage.since() == null ? null : Duration.between(outage.since(), at);
  }

  /** When a breaker lets a call probe; empty if it lets calls pass. */
  public String probe(Outage outage, Format format) {
    if (outage.probeAt() == null || outage.state() != Outage.State.OPEN) {
      return "";
    }
    Duration left = Duration.between(at, outage.probeAt());
    return left.isPositive() ? "in " + format.duration(left) : "with the next job";
  }

  /** When the next request of an app may go. */
  public String free(Allowance allowance, Format format) {
    return allowance.free().toMillis() < 1_000 ? "now" : "in " + format.duration(allowance.free());
  }

  /** When Reddit begins to count anew; empty if nothing was asked. */
  public String renews(Allowance allowance, Format format) {
    return allowance.renewsAt() == null
        ? ""
        : "in " + format.duration(Duration.between(at, allowance.renewsAt()));
  }

  private boolean paused() {
    return queue.lanes().stream().anyMatch(lane -> lane.pause() != null);
  }

  private List<LaneLine> late() {
    return queue.lanes().stream().filter(lane -> !lane.kept(at)).toList();
  }

  /** Whether each lane's promise is kept. */
  public String promise() {
    return late().isEmpty() ? "every longest wait is kept" : "a longest wait is not kept";
  }

  /** How long the first of a lane has waited; null if none waits. */
  public @Nullable Duration oldest(LaneLine lane) {
    return lane.oldest() == null ? null : Duration.between(lane.oldest(), at);
  }

  /** Within which 99 of 100 started; empty if none did. */
  public String p99(LaneLine lane, Format format) {
    Duration p99 = lane.p99();
    if (p99 == null) {
      return "";
    }
    return p99.toSeconds() < 1 ? p99.toMillis() + " ms" : format.duration(p99);
  }

  /** What a lane waits for, in words. */
  public String waits(LaneLine lane) {
    return lane.pause() != null ? "paused: " + lane.pause() : lane.waitsFor();
  }

  /** The corners of the line of starts a minute. */
  public String spark(LaneLine lane) {
    List<Integer> started = lane.started();
    int most = Math.max(1, started.stream().mapToInt(Integer::intValue).max().orElse(1));
    StringJoiner points = new StringJoiner(" ");
    for (int minute = 0; minute < started.size(); minute++) {
      double x = minute * SPARK_WIDTH / Math.max(1, started.size() - 1);
      double y = SPARK_HEIGHT - 1 - (SPARK_HEIGHT - 2) * started.get(minute) / most;
      points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
    }
    return points.toString();
  }

  /** How many jobs of a lane started in the last hour. */
  public int started(LaneLine lane) {
    return lane.started().stream().mapToInt(Integer::intValue).sum();
  }

  /** {@code 14 running, 5 to 20 allowed}-like words over all processes. */
  public String workers() {
    int busy = queue.processes().stream().mapToInt(process -> process.jobs().size()).sum();
    int have = working().stream().mapToInt(Process::workers).sum();
    int most = working().stream().mapToInt(Process::most).sum();
    return "%d busy of %d, up to %d when needed".formatted(busy, have, most);
  }

  private List<Process> working() {
    return queue.processes().stream().filter(one -> one.alive() && one.works()).toList();
  }

  /** The workers of one process: those that do something, those that could, those that might be. */
  public List<Cell> cells(Process process) {
    List<Cell> cells = new ArrayList<>();
    for (Job job : process.jobs()) {
      Duration since = Duration.between(job.begunAt(), at);
      cells.add(
          new Cell(
              name(cells),
              process.alive() ? "busy" : "silent",
              job.kind() + ", " + Math.max(0, since.toSeconds()) + " s"));
    }
    while (process.alive() && cells.size() < process.workers()) {
      cells.add(new Cell(name(cells), "idle", "idle"));
    }
    while (process.alive() && cells.size() < process.most()) {
      cells.add(new Cell("", "free", ""));
    }
    return cells;
  }

  private static String name(List<Cell> cells) {
    return "w%02d".formatted(cells.size() + 1);
  }

  /** When a process was last heard of. */
  public Duration silent(Process process) {
    return Duration.between(process.seenAt(), at);
  }

  /** How old the oldest open transaction is; null if there is none. */
  public @Nullable Duration snapshotAge() {
    QueueView.Snapshot snapshot = queue.snapshot();
    return snapshot == null ? null : Duration.between(snapshot.since(), at);
  }
}
