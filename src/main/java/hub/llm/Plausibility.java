package hub.llm;

import hub.budget.Rates;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Finds prices that were mistyped or read in the wrong unit. No model's price lies outside these
 * bounds, and each span is narrower than the hundred-thousand-fold error it must catch.
 */
final class Plausibility {
  private static final BigDecimal LEAST_INPUT = new BigDecimal("0.00000001");
  private static final BigDecimal MOST_INPUT = new BigDecimal("0.0003");
  private static final BigDecimal MOST_OUTPUT = new BigDecimal("0.001");

  private Plausibility() {}

  /** The key that can't be right, with what was seen; empty if all can. */
  static Optional<String> problem(ModelPrice price) {
    if (price.isFree()) {
      return Optional.empty();
    }
    Optional<String> ordinary = problem("", price.rates(), price.maxOutput() > 0);
    if (ordinary.isPresent()) {
      return ordinary;
    }
    if (price.batchFactor().signum() <= 0 || price.batchFactor().compareTo(BigDecimal.ONE) > 0) {
      return seen("batch_factor", price.batchFactor());
    }
    ModelPrice.LongContext longer = price.longContext();
    return longer == null
        ? Optional.empty()
        : problem("long_", longer.rates(), price.maxOutput() > 0);
  }

  private static Optional<String> problem(String prefix, Rates rates, boolean writes) {
    if (outside(rates.uncached(), LEAST_INPUT, MOST_INPUT)) {
      return seen(prefix + "uncached", rates.uncached());
    }
    if (outside(rates.cached(), rates.uncached().movePointLeft(2), rates.uncached())) {
      return seen(prefix + "cached", rates.cached());
    }
    if (outside(
        rates.cacheWrite(), rates.uncached(), rates.uncached().multiply(new BigDecimal(3)))) {
      return seen(prefix + "cache_write", rates.cacheWrite());
    }
    boolean wrong =
        writes
            ? outside(rates.output(), rates.uncached(), dearestOutput(rates))
            : rates.output().signum() != 0;
    return wrong ? seen(prefix + "output", rates.output()) : Optional.empty();
  }

  private static BigDecimal dearestOutput(Rates rates) {
    return MOST_OUTPUT.min(rates.uncached().multiply(new BigDecimal(100)));
  }

  private static boolean outside(BigDecimal value, BigDecimal least, BigDecimal most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private static Optional<String> seen(String key, BigDecimal value) {
    return Optional.of(key + " of $" + value.toPlainString() + " a token");
  }
}
