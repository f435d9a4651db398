package hub.analysis;

import hub.analysis.view.MoneyLine;
import hub.analysis.view.Range;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An analysis's money as its pages show it. */
@Component
class MoneyOf {
  private record Remembered(@Nullable BigDecimal low, @Nullable BigDecimal high) {}

  private final Budgets budgets;
  private final StageFigures figures;
  private final Posts posts;
  private final Forecast forecast;
  private final JdbcClient jdbc;

  MoneyOf(Budgets budgets, StageFigures figures, Posts posts, Forecast forecast, JdbcClient jdbc) {
    this.budgets = budgets;
    this.figures = figures;
    this.posts = posts;
    this.forecast = forecast;
    this.jdbc = jdbc;
  }

  MoneyLine line(Analysis analysis) {
    BudgetState state = budgets.state(analysis.id());
    List<StageFigures.Figures> stages = figures.all(analysis.id());
    int running = stages.stream().mapToInt(StageFigures.Figures::running).sum();
    int left = posts.notJudged(analysis.id());
    return new MoneyLine(
        state.limit(),
        state.charged(),
        state.held(),
        running,
        state.earmarked(),
        left > 0 && analysis.isRunning() ? "for %,d posts not yet judged".formatted(left) : "",
        estimate(analysis),
        analysis.isRunning() ? forecast.likely(analysis, state) : null);
  }

  private @Nullable Range estimate(Analysis analysis) {
    Remembered remembered =
        jdbc.sql("select estimate_low as low, estimate_high as high from analysis where id = :id")
            .param("id", analysis.id())
            .query(Remembered.class)
            .single();
    return remembered.low() == null || remembered.high() == null
        ? null
        : new Range(remembered.low(), remembered.high());
  }
}
