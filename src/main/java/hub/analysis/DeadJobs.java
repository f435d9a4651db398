package hub.analysis;

import hub.jobs.DeadLetter;
import hub.jobs.RetryCheck;
import org.springframework.stereotype.Component;

/**
 * A job of an analysis that has ended can't run again: its money is settled and its report made.
 */
@Component
class DeadJobs implements RetryCheck {
  private final AnalysisRows rows;

  DeadJobs(AnalysisRows rows) {
    this.rows = rows;
  }

  @Override
  public String trouble(DeadLetter letter) {
    return rows.life(letter.analysisId())
        .filter(life -> life != Life.RUNNING)
        .map(ended -> "Its analysis has ended without it. Start the analysis again instead.")
        .orElse("");
  }
}
