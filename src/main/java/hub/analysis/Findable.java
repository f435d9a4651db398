package hub.analysis;

import hub.jobs.Claim;
import hub.llm.EmbeddingModels;
import hub.llm.PaidTexts;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where vectors are paid for, an analysis pays for those of what it collects, by jobs of its own:
 * so what was read can be found by its meaning when the analysis ends, and the cost is known.
 */
@Component
public class Findable {
  private static final int TEXTS_A_JOB = 500;

  private final EmbeddingModels models;
  private final StageFigures figures;
  private final JobPlan plan;
  private final Steps steps;
  private final Charges charges;

  Findable(
      EmbeddingModels models, StageFigures figures, JobPlan plan, Steps steps, Charges charges) {
    this.models = models;
    this.figures = figures;
    this.plan = plan;
    this.steps = steps;
    this.charges = charges;
  }

  /** Opens the stage from the start, so that the page shows it from the start. */
  void open(Analysis analysis) {
    if (models.of(analysis.mode()).now().isPaid()) {
      figures.open(analysis.id(), PaidStage.EMBED);
    }
  }

  /** Has the texts' vectors made, where that is paid for; elsewhere it happens by itself. */
  void plan(Analysis analysis, String name, List<Long> texts) {
    if (texts.isEmpty() || !models.of(analysis.mode()).now().isPaid()) {
      return;
    }
    figures.open(analysis.id(), PaidStage.EMBED);
    figures.due(analysis.id(), PaidStage.EMBED, texts.size());
    new Batch(name, 0, 0, texts)
        .parts(TEXTS_A_JOB)
        .forEach(part -> plan.stage(analysis, PaidStage.EMBED, part));
  }

  /** Ends the job; texts that the budget had no room for stay without. */
  public void found(Claim claim, List<PaidTexts> paid) {
    Batch batch = Batch.of(claim.payload());
    steps.commit(
        claim,
        analysis -> {
          paid.stream()
              .filter(each -> each.charge().signum() > 0 && !each.texts().isEmpty())
              .forEach(
                  each ->
                      charges.add(
                          analysis.id(),
                          PaidStage.EMBED,
                          each.attemptId(),
                          each.charge(),
                          each.texts()));
          figures.done(analysis.id(), PaidStage.EMBED, batch.ids().size());
        });
  }
}
