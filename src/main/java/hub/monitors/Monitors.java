package hub.monitors;

import hub.analysis.view.Refused;
import hub.analysis.view.RepeatedAnalyses;
import hub.analysis.view.Wish;
import hub.monitors.Monitor.Plan;
import hub.monitors.Monitor.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people and the clock do with monitors. Whoever tells that a tick has come, a Quartz trigger
 * or a process that saw it pass, the monitor's row decides: it is locked, its next tick is moved
 * on, and the run and its analysis begin in the same transaction. So a tick is run once, or not
 * yet.
 */
@Service
public class Monitors {
  private static final Logger LOG = LoggerFactory.getLogger(Monitors.class);

  private final TransactionTemplate transaction;
  private final MonitorRows rows;
  private final RunRows runs;
  private final Purse purse;
  private final Triggers triggers;
  private final RepeatedAnalyses analyses;
  private final MonitorSettings settings;
  private final Clock clock;

  Monitors(
      TransactionTemplate transaction,
      MonitorRows rows,
      RunRows runs,
      Purse purse,
      Triggers triggers,
      RepeatedAnalyses analyses,
      MonitorSettings settings,
      Clock clock) {
    this.transaction = transaction;
    this.rows = rows;
    this.runs = runs;
    this.purse = purse;
    this.triggers = triggers;
    this.analyses = analyses;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes a monitor; it runs at its next tick.
   *
   * @throws Refused if its wish can't be met
   */
  UUID create(UUID workspaceId, UUID userId, Plan plan) {
    analyses.check(wish(plan, plan.runBudget()));
    UUID id = UUID.randomUUID();
    Instant now = clock.instant();
    Monitor made =
        new Monitor(
            id,
            workspaceId,
            userId,
            plan,
            State.WATCHING,
            null,
            plan.schedule().next(now).orElse(null),
            now);
    transaction.executeWithoutResult(status -> rows.insert(made));
    triggers.put(made);
    return id;
  }

  /** Changes what a monitor does, from its next tick on. */
  void change(UUID workspaceId, UUID id, Plan plan) {
    own(workspaceId, id);
    analyses.check(wish(plan, plan.runBudget()));
    Instant next = plan.schedule().next(clock.instant()).orElse(null);
    rows.change(id, plan, next);
    rows.find(workspaceId, id).filter(changed -> changed.nextAt() != null).ifPresent(triggers::put);
  }

  /** Keeps a monitor from running; a run under way goes on. */
  void pause(UUID workspaceId, UUID id) {
    own(workspaceId, id);
    rows.stand(id, State.PAUSED, "A person paused it.", null);
    triggers.remove(id);
  }

  /** Lets a monitor run again, from its next tick on. */
  void resume(UUID workspaceId, UUID id) {
    Monitor paused = own(workspaceId, id);
    Instant next = paused.plan().schedule().next(clock.instant()).orElse(null);
    rows.stand(id, State.WATCHING, null, next);
    triggers.put(paused);
  }

  /**
   * Starts a run now, beside the schedule.
   *
   * @throws Refused while another run goes on, or without money
   */
  void runNow(UUID workspaceId, UUID id) {
    own(workspaceId, id);
    transaction.executeWithoutResult(
        status -> {
          Monitor monitor = rows.lock(id).orElseThrow();
          if (runs.isRunning(id)) {
            throw new Refused(
                "", "A run of this monitor is under way; the next can start after it.");
          }
          Instant now = clock.instant();
          BigDecimal budget =
              purse
                  .forARun(monitor, now)
                  .orElseThrow(() -> new Refused("", purse.usedUp(monitor, now)));
          begin(monitor, now, true, budget, "");
        });
  }

  /** Fires a monitor if a tick of it has come and was not fired. */
  public void fire(UUID id) {
    transaction.executeWithoutResult(
        status -> {
          Instant now = clock.instant();
          Optional<Monitor> due = rows.lock(id).filter(monitor -> isDue(monitor, now));
          due.ifPresent(monitor -> fire(monitor, now));
        });
  }

  private static boolean isDue(Monitor monitor, Instant now) {
    Instant next = monitor.nextAt();
    return next != null && !next.isAfter(now);
  }

  private void fire(Monitor monitor, Instant now) {
    Schedule schedule = monitor.plan().schedule();
    Schedule.Due due = schedule.due(Objects.requireNonNull(monitor.nextAt()), now);
    Optional<BigDecimal> budget = purse.forARun(monitor, now);
    if (budget.isEmpty()) {
      String why = purse.usedUp(monitor, now);
      leaveOut(monitor, due, why, now);
      stand(monitor, State.OUT_OF_MONEY, why, schedule.firstOfNextMonth(now));
      return;
    }
    stand(monitor, State.WATCHING, null, schedule.next(now));
    if (runs.isRunning(monitor.id())) {
      leaveOut(monitor, due, "The run before was still going.", now);
      return;
    }
    try {
      begin(monitor, due.tick(), false, budget.get(), note(due, now));
    } catch (Refused refused) {
      leaveOut(monitor, due, refused.sentence(), now);
      stand(monitor, State.PAUSED, refused.sentence(), Optional.empty());
    }
  }

  /** A schedule that has no more ticks ends with the one that was fired. */
  private void stand(Monitor monitor, State state, @Nullable String why, Optional<Instant> nextAt) {
    boolean over = state != State.PAUSED && nextAt.isEmpty();
    rows.stand(
        monitor.id(),
        over ? State.PAUSED : state,
        over ? "Its schedule has no further tick." : why,
        nextAt.orElse(null));
  }

  private static String note(Schedule.Due due, Instant now) {
    Duration late = Duration.between(due.tick(), now);
    String lateness = late.toMinutes() < 1 ? "" : "%s late".formatted(Words.minutes(late));
    if (due.missed() == 0) {
      return lateness;
    }
    return (lateness.isEmpty() ? "" : lateness + "; ")
        + Words.count(due.missed(), "earlier time", "earlier times")
        + " passed without a run";
  }

  /** What passed before this tick is told here as well: no other run will tell it. */
  private void leaveOut(Monitor monitor, Schedule.Due due, String why, Instant now) {
    String told = (why + " " + note(due, now)).strip();
    runs.insert(monitor, UUID.randomUUID(), due.tick(), false, Run.State.LEFT_OUT, null, told, now);
  }

  private void begin(Monitor monitor, Instant tick, boolean asked, BigDecimal budget, String note) {
    UUID analysis =
        analyses.repeat(
            monitor.workspaceId(), monitor.createdBy(), monitor.id(), wish(monitor.plan(), budget));
    boolean first =
        runs.insert(
            monitor,
            UUID.randomUUID(),
            tick,
            asked,
            Run.State.RUNNING,
            analysis,
            note,
            clock.instant());
    if (!first) {
      throw new IllegalStateException("Monitor %s ran at %s already".formatted(monitor.id(), tick));
    }
  }

  private static Wish wish(Plan plan, BigDecimal budget) {
    return new Wish(
        Wish.OWN,
        plan.topic(),
        plan.communities(),
        plan.months(),
        budget,
        List.of(),
        plan.economy());
  }

  /** Fires what is overdue: the process that should have done it may be gone. */
  public void fireOverdue() {
    for (UUID id : rows.overdue(clock.instant().minus(settings.takeOverAfter()))) {
      try {
        fire(id);
      } catch (RuntimeException e) {
        LOG.error("Monitor {} could not be fired and is tried again", id, e);
      }
    }
  }

  /** Sees to it that each monitor has its trigger: one may have been lost, or never been made. */
  public void tendTriggers() {
    rows.scheduled().forEach(triggers::put);
  }

  private Monitor own(UUID workspaceId, UUID id) {
    return rows.find(workspaceId, id)
        .orElseThrow(() -> new Refused("", "There is no such monitor in this workspace."));
  }
}
