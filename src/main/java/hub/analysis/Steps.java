package hub.analysis;

import hub.jobs.Claim;
import hub.jobs.JobQueue;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One step of an analysis is one transaction: the row is locked, the job ends, events and read
 * tables are written, and what comes next is enqueued. Either all of it happened or none.
 */
@Component
class Steps {
  private final TransactionTemplate transaction;
  private final AnalysisRows rows;
  private final JobQueue queue;
  private final Course course;
  private final Clock clock;

  Steps(
      TransactionTemplate transaction,
      AnalysisRows rows,
      JobQueue queue,
      Course course,
      Clock clock) {
    this.transaction = transaction;
    this.rows = rows;
    this.queue = queue;
    this.course = course;
    this.clock = clock;
  }

  /**
   * Ends a job with what it brought.
   *
   * @throws hub.jobs.LostClaim if the job is no longer this attempt's; then nothing is written
   */
  void commit(Claim claim, Consumer<Analysis> effect) {
    with(
        claim.analysisId(),
        analysis -> {
          queue.finish(claim);
          effect.accept(analysis);
        });
  }

  /**
   * Does something to a locked analysis without letting it go on; ends it as failed if that is said
   * to be needed.
   */
  void stopIf(UUID analysisId, Predicate<Analysis> effect) {
    transaction.executeWithoutResult(
        status -> {
          if (effect.test(rows.lock(analysisId))) {
            queue.cancel(analysisId);
            rows.end(analysisId, Life.FAILED, clock.instant());
          }
        });
  }

  /** Does something to a locked analysis and then lets it go on. */
  void with(UUID analysisId, Consumer<Analysis> effect) {
    transaction.executeWithoutResult(
        status -> {
          effect.accept(rows.lock(analysisId));
          course.advance(rows.get(analysisId));
        });
  }
}
