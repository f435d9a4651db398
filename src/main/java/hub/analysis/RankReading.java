package hub.analysis;

import hub.analysis.Findings.Finding;
import hub.jobs.Claim;
import hub.llm.Answer;
import hub.llm.ModelAccess;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Ends a ranking job: what it read is written, and without a usable answer the posts' own levels
 * stand.
 */
@Component
public class RankReading {
  private final Desk desk;
  private final Ranking ranking;
  private final Findings findings;
  private final ModelAccess access;

  RankReading(Desk desk, Ranking ranking, Findings findings, ModelAccess access) {
    this.desk = desk;
    this.ranking = ranking;
    this.findings = findings;
    this.access = access;
  }

  /** Ends the job with the model's answer. */
  public void record(Claim claim, Answer answer) {
    desk.steps()
        .commit(
            claim,
            analysis -> {
              if (answer instanceof Answer.Answered answered) {
                ranking.apply(analysis, claim, answered, access.model());
                charge(analysis, claim, answered);
              } else {
                desk.events()
                    .append(
                        analysis.id(),
                        new AnalysisEvent.GivenUp(
                            PaidStage.RANK.key(),
                            "no usable reading; the posts' own levels stand"));
              }
            });
  }

  private void charge(Analysis analysis, Claim claim, Answer.Answered answered) {
    if (answered.charge().signum() <= 0) {
      return;
    }
    Set<UUID> read = Set.copyOf(ranking.read(claim));
    List<Long> posts =
        findings.all(analysis.id()).stream()
            .filter(
                finding -> finding.opportunity() != null && read.contains(finding.opportunity()))
            .map(Finding::post)
            .collect(Collectors.toList());
    desk.charges()
        .add(analysis.id(), PaidStage.RANK, answered.attemptId(), answered.charge(), posts);
  }
}
