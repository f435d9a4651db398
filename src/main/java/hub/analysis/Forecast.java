package hub.analysis;

import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a running analysis will have charged in the end, from what its own stages have shown so far:
 * the shares that went on and the charge an item, applied to what is still to come.
 */
@Component
class Forecast {
  /** Before this share of the posts is judged, the estimate knows better. */
  private static final double ENOUGH = 0.1;

  private final StageFigures figures;
  private final Estimator estimator;
  private final ForecastBasis basis;

  Forecast(StageFigures figures, Estimator estimator, ForecastBasis basis) {
    this.figures = figures;
    this.estimator = estimator;
    this.basis = basis;
  }

  @Nullable BigDecimal likely(Analysis analysis, BudgetState state) {
    List<StageFigures.Figures> stages = figures.all(analysis.id());
    StageFigures.Figures sorted = of(stages, PaidStage.CLASSIFY);
    if (sorted.due() == 0 || sorted.done() < ENOUGH * sorted.due()) {
      return basis.estimated(analysis.id());
    }
    BigDecimal end = basis.end(analysis, stages, estimator.reckoning());
    return end.max(state.charged()).min(state.limit());
  }

  /** What the whole would have been charged with budget enough. */
  BigDecimal inTheEnd(Analysis analysis) {
    return basis.end(analysis, figures.all(analysis.id()), estimator.reckoning());
  }

  static StageFigures.Figures of(List<StageFigures.Figures> stages, PaidStage stage) {
    return stages.stream()
        .filter(figures -> figures.stage() == stage)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No figures of stage " + stage));
  }
}
