package hub.api;

import hub.analysis.view.Estimate;
import hub.analysis.view.Range;
import hub.analysis.view.export.Dollars;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a wish would cost. */
@Schema(name = "Estimate")
record EstimateAnswer(
    @Schema(description = "From the cheapest to the dearest that is expected.") Amounts total,
    @Schema(description = "The likely end.") Dollars likely,
    @Schema(description = "The least budget that gives a report.") Dollars least,
    @Schema(description = "How many posts there are.") int posts,
    @Schema(description = "How many of them the budget judges at the likely price.") int judged,
    @Schema(
            description =
                "What economy likely saves of the whole, chosen or not; 0 where it can't be"
                    + " chosen.")
        Dollars saving,
    List<StageCost> stages) {

  /** From the cheapest to the dearest that is expected. */
  record Amounts(Dollars low, Dollars high) {
    private static Amounts of(Range range) {
      return new Amounts(Dollars.about(range.low()), Dollars.about(range.high()));
    }
  }

  /** What one stage would cost, and what it reads. */
  record StageCost(String stage, String reads, Amounts cost) {}

  static EstimateAnswer of(Estimate estimate) {
    return new EstimateAnswer(
        Amounts.of(estimate.total()),
        Dollars.about(estimate.likely()),
        Dollars.about(estimate.least()),
        estimate.posts(),
        estimate.judged(),
        Dollars.about(estimate.saving()),
        estimate.stages().stream()
            .map(
                stage ->
                    new StageCost(stage.stage().key(), stage.reads(), Amounts.of(stage.range())))
            .toList());
  }
}
