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
  private final Earmarks earmarks;
  private final AnalysisRows rows;

  CallLog(
      EventStore events,
      StageFigures figures,
      JobQueue queue,
      Earmarks earmarks,
      AnalysisRows rows) {
    this.events = events;
    this.figures = figures;
    this.queue = queue;
    this.earmarks = earmarks;
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
  public boolean isWanted(Question question) {
    return rows.life(question.analysisId()).filter(Life.RUNNING::equals).isPresent();
  }

  @Override
  public void called(Question question, UUID attemptId, BigDecimal held) {
    events.append(
        question.analysisId(),
        new AnalysisEvent.Called(question.stage(), question.items(), attemptId, held));
  }

  @Override
  public void settled(
      Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state) {
    events.append(
        question.analysisId(),
        new AnalysisEvent.Settled(question.stage(), question.items(), attemptId, outcome, charge));
    figures.charged(question.analysisId(), question.stage(), charge);
    ended(question);
  }

  @Override
  public void released(Question question, UUID attemptId, String why) {
    events.append(
        question.analysisId(), new AnalysisEvent.Released(question.stage(), attemptId, why));
    ended(question);
  }

  @Override
  public void doubted(Question question, UUID attemptId, BigDecimal held, String why) {
    events.append(
        question.analysisId(), new AnalysisEvent.Doubted(question.stage(), attemptId, why));
    earmarks.refill(question.analysisId(), question.stage(), held);
    ended(question);
  }

  @Override
  public void reused(Question question, BigDecimal saved) {
    events.append(
        question.analysisId(), new AnalysisEvent.Reused(question.stage(), question.items(), saved));
    figures.saved(question.analysisId(), question.stage(), saved);
  }

  /** A hold was given back, in part or whole: jobs that wait for room may try again. */
  private void ended(Question question) {
    queue.wakeThoseWaitingFor(question.analysisId(), Limit.ROOM);
  }
}
