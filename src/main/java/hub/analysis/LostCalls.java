package hub.analysis;

import hub.budget.AttemptLost;
import hub.budget.LostAttempt;
import hub.budget.LostAttempts;
import hub.jobs.Claim;
import hub.jobs.JobQueue;
import hub.jobs.Recovery;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * After a crash: what the dead attempt at a job had under way is released or put in doubt before the
 * job runs again, and the analysis's log says so.
 */
@Component
class LostCalls implements Recovery {
  private final LostAttempts lost;
  private final EventStore events;
  private final StageFigures figures;
  private final JobQueue queue;

  LostCalls(LostAttempts lost, EventStore events, StageFigures figures, JobQueue queue) {
    this.lost = lost;
    this.events = events;
    this.figures = figures;
    this.queue = queue;
  }

  @Override
  public void recover(Claim lapsed) {
    lost.recoverJob(lapsed.jobId()).forEach(this::tell);
  }

  /** What a sweep found. */
  @EventListener
  void found(AttemptLost found) {
    tell(found.attempt());
  }

  private void tell(LostAttempt attempt) {
    UUID analysis = attempt.budgetId();
    if (attempt.state().equals("doubt")) {
      events.append(
          analysis,
          new AnalysisEvent.Doubted(
              attempt.stage(), attempt.attemptId(), "the hub ended before the answer came"));
    } else {
      events.append(
          analysis,
          new AnalysisEvent.Released(
              attempt.stage(), attempt.attemptId(), why(attempt.state())));
    }
    if (!attempt.state().equals("unknown")) {
      figures.running(analysis, attempt.stage(), -1);
    }
    queue.wakeThoseWaitingFor(analysis, Limit.ROOM);
  }

  private static String why(String state) {
    return state.equals("unknown")
        ? "24 h passed without the vendor's report; nothing is charged"
        : "it was never sent";
  }
}
