package hub.monitors;

import hub.analysis.view.AnalysisReader;
import hub.monitors.Line.Change;
import hub.monitors.LineRows.Met;
import hub.monitors.LineRows.Said;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts monitors together for their pages. */
@Component
class MonitorReader {
  private static final int RUNS = 24;
  private static final int LINES = 15;
  private static final int STEPS = 8;

  /** Trends over less say nothing, however often a monitor runs. */
  private static final Duration SHORTEST_STEP = Duration.ofDays(7);

  private final MonitorRows rows;
  private final RunRows runs;
  private final LineRows lines;
  private final Purse purse;
  private final AnalysisReader analyses;
  private final Clock clock;

  MonitorReader(
      MonitorRows rows,
      RunRows runs,
      LineRows lines,
      Purse purse,
      AnalysisReader analyses,
      Clock clock) {
    this.rows = rows;
    this.runs = runs;
    this.lines = lines;
    this.purse = purse;
    this.analyses = analyses;
    this.clock = clock;
  }

  /** A workspace's monitors, without what changed. */
  List<MonitorView> all(UUID workspaceId) {
    return rows.all(workspaceId).stream()
        .map(each -> view(each, runs.newest(each.id(), 1), List.of()))
        .toList();
  }

  Optional<MonitorView> one(UUID workspaceId, UUID id) {
    return rows.find(workspaceId, id)
        .map(
            monitor -> {
              List<Run> newest = runs.newest(id, RUNS);
              return view(monitor, newest, lines(monitor, newest));
            });
  }

  private MonitorView view(Monitor monitor, List<Run> newest, List<Line> changed) {
    Monitor.Plan plan = monitor.plan();
    Instant now = clock.instant();
    return new MonitorView(
        monitor.id(),
        plan.name(),
        plan.topic(),
        plan.communities(),
        monitor.state(),
        monitor.why(),
        plan.schedule().cron(),
        ScheduleWords.of(plan.schedule()),
        plan.schedule().zone(),
        monitor.nextAt(),
        monitor.nextAt() == null
            ? List.of()
            : plan.schedule().next(monitor.nextAt().minusMillis(1), 5),
        plan.runBudget(),
        plan.monthBudget(),
        purse.usedInMonth(monitor, now),
        now,
        newest,
        changed,
        "%d days".formatted(step(monitor).toDays()));
  }

  private Duration step(Monitor monitor) {
    Duration period = monitor.plan().schedule().period(clock.instant());
    return period.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : period;
  }

  private List<Line> lines(Monitor monitor, List<Run> newest) {
    Optional<Run> last = newest.stream().filter(run -> run.state() == Run.State.DONE).findFirst();
    if (last.isEmpty()) {
      return List.of();
    }
    Instant end = last.get().begunAt();
    Duration step = step(monitor);
    List<Said> said = lines.said(monitor.id(), end.minus(step.multipliedBy(STEPS)));
    return lines.met(monitor.id()).stream()
        .map(met -> line(met, last.get().number(), counts(met.lineId(), said, end, step)))
        .sorted(
            Comparator.comparing(Line::change)
                .thenComparing(Line::added, Comparator.reverseOrder())
                .thenComparing(Line::mentions, Comparator.reverseOrder())
                .thenComparing(Line::title))
        .limit(LINES)
        .map(line -> quoted(monitor.workspaceId(), line))
        .toList();
  }

  private static Line line(Met met, int lastRun, List<Integer> counts) {
    boolean isNew = met.firstRun() == lastRun;
    return new Line(
        met.opportunityId(),
        met.analysisId(),
        met.title(),
        "",
        met.authors() >= 3,
        isNew ? Change.NEW : Line.movement(counts),
        counts,
        met.lastRun() == lastRun ? met.added() : 0);
  }

  /** How often a line was spoken of in each step of time, the latest last. */
  private static List<Integer> counts(UUID lineId, List<Said> said, Instant end, Duration step) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(STEPS, 0));
    for (Said one : said) {
      long ago = Math.max(0, Duration.between(one.at(), end).toMillis()) / step.toMillis();
      if (one.lineId().equals(lineId) && ago < STEPS) {
        int place = STEPS - 1 - (int) ago;
        counts.set(place, counts.get(place) + 1);
      }
    }
    return List.copyOf(counts);
  }

  private Line quoted(UUID workspaceId, Line line) {
    String quote =
        analyses
            .opportunity(workspaceId, line.analysisId(), line.opportunityId())
            .map(found -> found.opportunity().quote())
            .orElse("");
    return new Line(
        line.opportunityId(),
        line.analysisId(),
        line.title(),
        quote,
        line.enough(),
        line.change(),
        line.counts(),
        line.added());
  }
}
