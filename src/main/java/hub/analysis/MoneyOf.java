package hub.analysis;

import hub.analysis.view.MoneyLine;
import hub.analysis.view.Range;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An analysis's money as its pages show it. */
@Component
class MoneyOf {
  private record Remembered(@Nullable BigDecimal low, @Nullable BigDecimal high) {}

  private final Budgets budgets;
  private final Posts posts;
  private final Forecast forecast;
  private final JdbcClient jdbc;

  MoneyOf(Budgets budgets, Posts posts, Forecast forecast, JdbcClient jdbc) {
    this.budgets = budgets;
    this.posts = posts;
    this.forecast = forecast;
    this.jdbc = jdbc;
  }

  BudgetState state(Analysis analysis) {
    return budgets.state(analysis.id());
  }

  MoneyLine line(Analysis analysis) {
    return line(analysis, state(analysis));
  }

  MoneyLine line(Analysis analysis, BudgetState state) {
    int calls = budgets.running(analysis.id()).values().stream().mapToInt(n -> n).sum();
    return line(analysis, state, calls);
  }

  /** For whoever has looked already how many calls are under way. */
  MoneyLine line(Analysis analysis, BudgetState state, int calls) {
    int left = analysis.isRunning() ? posts.notJudged(analysis.id()) : 0;
    return new MoneyLine(
        state.limit(),
        state.charged(),
        state.held(),
        calls,
        state.earmarked(),
        left > 0 ? "for %,d posts not yet judged".formatted(left) : "",
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
