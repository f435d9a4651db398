package hub.monitors;

import hub.monitors.Monitor.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as its page and the list show it. Times are in its own time zone.
 *
 * @param why what keeps it from running; null while it watches
 * @param words its schedule in plain words
 * @param nextFive when it runs next, in order
 * @param used charged, or held, in this month, in US dollars
 * @param runs the newest runs, the newest first
 * @param lines what changed, as the page orders it; empty in the list
 * @param stretch how long one step of the trends is, in words
 */
public record MonitorView(
    UUID id,
    String name,
    String topic,
    List<String> communities,
    State state,
    @Nullable String why,
    String cron,
    String words,
    ZoneId zone,
    @Nullable Instant nextAt,
    List<Instant> nextFive,
    BigDecimal runBudget,
    BigDecimal monthBudget,
    BigDecimal used,
    Instant now,
    List<Run> runs,
    List<Line> lines,
    String stretch) {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("EEEE, d MMM yyyy, HH:mm", Locale.ENGLISH);

  /** The month whose money is counted. */
  public String month() {
    return now.atZone(zone).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** What part of the month's money is used, 0 to 1. */
  public double usedShare() {
    return used.doubleValue() / Math.max(0.01, monthBudget.doubleValue());
  }

  /** {@code 23 Nov, 09:00}, in its time zone. */
  public String at(Instant instant) {
    return DAY_AND_TIME.format(instant.atZone(zone));
  }

  /** How it stands, in a sentence or two. */
  public String standing() {
    String last = runs.isEmpty() ? "No run yet." : last(runs.getFirst());
    if (nextAt == null) {
      return "%s %s".formatted(why == null ? "" : why, last).strip();
    }
    String next = "Next run %s.".formatted(WHOLE.format(nextAt.atZone(zone)));
    return "%s%s %s".formatted(why == null ? "" : why + " ", last, next);
  }

  private String last(Run run) {
    if (run.state() == Run.State.RUNNING) {
      return "Run %d is under way.".formatted(run.number());
    }
    if (run.state() == Run.State.LEFT_OUT) {
      return "Run %d of %s was left out.".formatted(run.number(), at(run.tick()));
    }
    return "Run %d of %s: %d new, %d rising, %d fading."
        .formatted(
            run.number(),
            at(run.tick()),
            count(Line.Change.NEW),
            count(Line.Change.RISING),
            count(Line.Change.FADING));
  }

  private long count(Line.Change change) {
    return lines.stream().filter(line -> line.change() == change).count();
  }

  /** The largest figure of all trends, which share one scale. */
  public int most() {
    return lines.stream().flatMap(line -> line.counts().stream()).mapToInt(n -> n).max().orElse(1);
  }

  /** Whether a person let it stand still. */
  public boolean isPaused() {
    return state == State.PAUSED;
  }

  /** Whether a run is under way. */
  public boolean isRunning() {
    return runs.stream().anyMatch(run -> run.state() == Run.State.RUNNING);
  }

  /** What a run that a person asks for may charge. */
  public BigDecimal runNow() {
    return runBudget.min(monthBudget.subtract(used)).max(BigDecimal.ZERO);
  }
}
