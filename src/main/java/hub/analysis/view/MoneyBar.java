package hub.analysis.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A money line as lengths: shares of the budget, 0 to 1. What lies beyond the budget ends at its
 * wall.
 *
 * @param spent from the left
 * @param held after it
 * @param estimate where the estimate's bracket stands; null without an estimate
 */
public record MoneyBar(double spent, double held, @Nullable Bracket estimate) {
  private static final double NEAR_AN_EDGE = 0.14;

  /**
   * The estimate below the line.
   *
   * @param anchor which end of its label stands at {@code likely}: {@code start}, {@code middle} or
   *     {@code end}
   */
  public record Bracket(double low, double likely, double high, String anchor) {}

  static MoneyBar of(MoneyLine money) {
    double spent = share(money.charged(), money.budget());
    double held = Math.min(share(money.held().add(money.earmarked()), money.budget()), 1 - spent);
    return new MoneyBar(spent, held, bracket(money.estimate(), money.likely(), money.budget()));
  }

  /** The line before the start: empty, with its estimate. */
  public static MoneyBar before(Estimate estimate, BigDecimal budget) {
    return new MoneyBar(0, 0, bracket(estimate.total(), estimate.likely(), budget));
  }

  private static @Nullable Bracket bracket(
      @Nullable Range range, @Nullable BigDecimal likely, BigDecimal budget) {
    if (range == null) {
      return null;
    }
    double low = share(range.low(), budget);
    double high = share(range.high(), budget);
    double middle = likely == null ? (low + high) / 2 : share(likely, budget);
    String anchor = middle < NEAR_AN_EDGE ? "start" : middle > 1 - NEAR_AN_EDGE ? "end" : "middle";
    return new Bracket(low, middle, high, anchor);
  }

  private static double share(BigDecimal amount, BigDecimal budget) {
    return budget.signum() == 0
        ? 0
        : Math.clamp(amount.doubleValue() / budget.doubleValue(), 0.0, 1.0);
  }
}
