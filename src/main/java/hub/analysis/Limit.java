package hub.analysis;

import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.jobs.Claim;
import hub.jobs.JobQueue;
import hub.jobs.Lane;
import hub.llm.Answer;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What happens when a call's worst case does not fit. While other calls run, their holds may shrink
 * to what they used, so the job waits for them; it tries again too if the last of them ended just
 * then. When none runs, a smaller call may fit. When that does not fit either, the budget is
 * reached: nothing new starts but merging and ranking, whose money was kept.
 */
@Component
class Limit {
  /** The word by which jobs wait for running calls to give back what they did not use. */
  static final String ROOM = "room in the budget";

  /** Smaller calls would mostly pay for the prompt. */
  private static final int SMALLEST_CALL = 4;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** It is woken when a hold is given back; a batch's are for hours. */
  private static final Duration LOOK_AT_A_BATCH_AGAIN = Duration.ofMinutes(1);

  private static final List<String> AFTER_THE_LIMIT =
      List.of(PaidStage.MERGE.key(), PaidStage.RANK.key());

  private final TransactionTemplate transaction;
  private final AnalysisRows rows;
  private final JobQueue queue;
  private final Budgets budgets;
  private final EventStore events;
  private final Posts posts;
  private final JobPlan plan;
  private final Course course;

  Limit(
      TransactionTemplate transaction,
      AnalysisRows rows,
      JobQueue queue,
      Budgets budgets,
      EventStore events,
      Posts posts,
      JobPlan plan,
      Course course) {
    this.transaction = transaction;
    this.rows = rows;
    this.queue = queue;
    this.budgets = budgets;
    this.events = events;
    this.posts = posts;
    this.plan = plan;
    this.course = course;
  }

  /** Decides what becomes of a job whose call did not fit. */
  void noRoom(Claim claim, PaidStage stage, Batch batch, Answer.DoesNotFit none) {
    if (none.heldByOthers().signum() > 0) {
      park(claim);
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          Analysis analysis = rows.lock(claim.analysisId());
          if (mayFit(analysis, none)) {
            park(claim);
            return;
          }
          if (batch.ids().size() > SMALLEST_CALL) {
            queue.finish(claim);
            smaller(analysis, stage, batch);
          } else {
            reached(analysis, claim);
          }
          course.advance(rows.get(analysis.id()));
        });
  }

  private void park(Claim claim) {
    queue.park(claim, claim.lane() == Lane.ECONOMY ? LOOK_AT_A_BATCH_AGAIN : LOOK_AGAIN, ROOM);
  }

  /** Holds may have come and gone, or the budget been raised, since the call was turned away. */
  private boolean mayFit(Analysis analysis, Answer.DoesNotFit none) {
    BudgetState now = budgets.state(analysis.id());
    return now.free().compareTo(none.needed()) >= 0 || now.held().compareTo(now.inDoubt()) > 0;
  }

  private void smaller(Analysis analysis, PaidStage stage, Batch batch) {
    List<Batch> parts = batch.parts((batch.ids().size() + 1) / 2);
    events.append(
        analysis.id(),
        new AnalysisEvent.BatchSplit(
            stage.key(), batch.ids().size(), parts.size(), "a smaller call may still fit"));
    parts.forEach(part -> plan.stage(analysis, stage, part));
  }

  private void reached(Analysis analysis, Claim claim) {
    queue.withhold(claim);
    queue.withholdWaiting(analysis.id(), AFTER_THE_LIMIT);
    rows.limitHit(analysis.id());
    BudgetState state = budgets.state(analysis.id());
    events.appendOnce(
        analysis.id(),
        new AnalysisEvent.BudgetReached(
            state.charged(), state.limit(), posts.notJudged(analysis.id())),
        "limit:" + analysis.round());
  }

  /** Keeps back what later steps enqueued after the budget was reached. */
  static void keepBack(Analysis analysis, JobQueue queue) {
    queue.withholdWaiting(analysis.id(), AFTER_THE_LIMIT);
  }
}
