package hub.monitors;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a monitor's next run may charge: its own limit, or what the month leaves of it. */
@Component
class Purse {
  /** Less than this gives no report. */
  private static final BigDecimal LEAST = new BigDecimal("0.05");

  private final RunRows runs;

  Purse(RunRows runs) {
    this.runs = runs;
  }

  /** What runs of this month charged and may still charge, in US dollars. */
  BigDecimal usedInMonth(Monitor monitor, Instant now) {
    return runs.charged(monitor.id(), monitor.plan().schedule().monthBegan(now));
  }

  /** The next run's budget, in whole cents; empty when the month leaves too little. */
  Optional<BigDecimal> forARun(Monitor monitor, Instant now) {
    BigDecimal left = monitor.plan().monthBudget().subtract(usedInMonth(monitor, now));
    BigDecimal budget = left.min(monitor.plan().runBudget()).setScale(2, RoundingMode.DOWN);
    return budget.compareTo(LEAST) < 0 ? Optional.empty() : Optional.of(budget);
  }

  /** Why there is no run, in a sentence. */
  String usedUp(Monitor monitor, Instant now) {
    return "%s’s $%s is used up."
        .formatted(
            monitor
                .plan()
                .schedule()
                .monthOf(now)
                .getMonth()
                .getDisplayName(TextStyle.FULL, Locale.ENGLISH),
            monitor.plan().monthBudget().setScale(2, RoundingMode.HALF_UP));
  }
}
