package hub.analysis;

import hub.budget.AttemptLost;
import hub.budget.LostAttempt;
import hub.budget.LostAttempts;
import hub.jobs.Claim;
import hub.jobs.JobQueue;
import hub.jobs.Recovery;
import hub.llm.Question;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a crash: what the dead attempt at a job had under way is released or put in doubt before
 * the job runs again, and the analysis's log says so.
 */
@Component
class LostCalls implements Recovery {
  private final LostAttempts lost;
  private final EventStore events;
  private final JobQueue queue;
  private final Earmarks earmarks;
  private final AnalysisRows rows;
  private final TransactionTemplate transaction;

  LostCalls(
      LostAttempts lost,
      EventStore events,
      JobQueue queue,
      Earmarks earmarks,
      AnalysisRows rows,
      TransactionTemplate transaction) {
    this.lost = lost;
    this.events = events;
    this.queue = queue;
    this.earmarks = earmarks;
    this.rows = rows;
    this.transaction = transaction;
  }

  /**
   * Money and log change together, so that killing this process too leaves no doubt that the log
   * does not name.
   */
  @Override
  public void recover(Claim lapsed) {
    locked(lapsed.analysisId(), () -> lost.recoverJob(lapsed.jobId()).forEach(this::tell));
  }

  /** What a sweep found. */
  @EventListener
  void found(AttemptLost found) {
    if (!Question.isOfNoAnalysis(found.attempt().stage())) {
      locked(found.attempt().budgetId(), () -> tell(found.attempt()));
    }
  }

  private void locked(UUID analysis, Runnable step) {
    transaction.executeWithoutResult(
        status -> {
          rows.lock(analysis);
          step.run();
        });
  }

  private void tell(LostAttempt attempt) {
    UUID analysis = attempt.budgetId();
    if (attempt.state().equals("doubt")) {
      events.append(
          analysis,
          new AnalysisEvent.Doubted(
              attempt.stage(), attempt.attemptId(), "the hub ended before the answer came"));
      earmarks.refill(analysis, attempt.stage(), attempt.hold());
    } else {
      events.append(
          analysis,
          new AnalysisEvent.Released(attempt.stage(), attempt.attemptId(), why(attempt.state())));
    }
    queue.wakeThoseWaitingFor(analysis, Limit.ROOM);
  }

  private static String why(String state) {
    return state.equals("unknown")
        ? "24 h passed without the vendor's report; nothing is charged"
        : "it was never sent";
  }
}
