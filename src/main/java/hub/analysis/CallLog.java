package hub.analysis;

import hub.budget.BudgetState;
import hub.jobs.JobQueue;
import hub.llm.CallJournal;
import hub.llm.Question;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes each attempt into the analysis's log and figures, in the transaction that records its
 * money.
 */
@Component
class CallLog implements CallJournal {
  private final EventStore events;
  private final StageFigures figures;
  private final JobQueue queue;
  private final AnalysisRows rows;

  CallLog(EventStore events, StageFigures figures, JobQueue queue, AnalysisRows rows) {
    this.events = events;
    this.figures = figures;
    this.queue = queue;
    this.rows = rows;
  }

  /**
   * Before the budget's row, as every step does that changes both; the other way round they would
   * deadlock.
   */
  @Override
  public void opening(Question question) {
    rows.lock(question.analysisId());
  }

  @Override
  public void called(Question question, UUID attemptId, BigDecimal held) {
    events.append(
        question.analysisId(),
        new AnalysisEvent.Called(question.stage(), question.items(), attemptId, held));
    figures.running(question.analysisId(), question.stage(), 1);
  }

  @Override
  public void settled(
      Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state) {
    events.append(
        question.analysisId(),
        new AnalysisEvent.Settled(question.stage(), question.items(), attemptId, outcome, charge));
    figures.charged(question.analysisId(), question.stage(), charge);
    ended(question.analysisId(), question.stage());
  }

  @Override
  public void released(Question question, UUID attemptId, String why) {
    events.append(
        question.analysisId(), new AnalysisEvent.Released(question.stage(), attemptId, why));
    ended(question.analysisId(), question.stage());
  }

  @Override
  public void doubted(Question question, UUID attemptId, String why) {
    events.append(
        question.analysisId(), new AnalysisEvent.Doubted(question.stage(), attemptId, why));
    ended(question.analysisId(), question.stage());
  }

  @Override
  public void reused(Question question, BigDecimal saved) {
    events.append(
        question.analysisId(), new AnalysisEvent.Reused(question.stage(), question.items(), saved));
    figures.saved(question.analysisId(), question.stage(), saved);
  }

  /** A hold was given back, in part or whole: jobs that wait for room may try again. */
  private void ended(UUID analysisId, String stage) {
    figures.running(analysisId, stage, -1);
    queue.wakeThoseWaitingFor(analysisId, Limit.ROOM);
  }
}
