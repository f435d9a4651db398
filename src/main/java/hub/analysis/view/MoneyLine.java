package hub.analysis.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The money of one analysis at one instant, exact US dollars of charge.
 *
 * @param budget the limit
 * @param charged what settled calls were charged
 * @param held what running calls may cost at worst, those in doubt included
 * @param calls how many calls that is
 * @param earmarked what is kept for merging and ranking; shown as held
 * @param freeFor what the rest is for, in words: {@code for 74 posts not yet judged}; empty if
 *     nothing
 * @param estimate before the start; null if it was never counted
 * @param likely the forecast of the end; null while unknown
 */
public record MoneyLine(
    BigDecimal budget,
    BigDecimal charged,
    BigDecimal held,
    int calls,
    BigDecimal earmarked,
    String freeFor,
    @Nullable Range estimate,
    @Nullable BigDecimal likely) {
  private static final BigDecimal NEAR = new BigDecimal("0.75");

  /** Charged, rounded up to four decimals, as every figure here that must add up. */
  public BigDecimal shownCharged() {
    return up(charged);
  }

  /** What running calls hold. */
  public BigDecimal shownCalls() {
    return up(held);
  }

  /** What is kept for ranking. */
  public BigDecimal shownEarmarked() {
    return up(earmarked);
  }

  /** All that is neither charged nor free. */
  public BigDecimal shownHeld() {
    return shownCalls().add(shownEarmarked());
  }

  /** The rest, so that charged, held and free add up to the budget. */
  public BigDecimal shownFree() {
    return up(budget)
        .subtract(shownCharged())
        .subtract(shownHeld())
        .max(BigDecimal.ZERO.setScale(4));
  }

  /**
   * Whether a running analysis is close to a budget that it will probably reach: the forecast ends
   * at the budget, and most of it is charged or kept already.
   */
  public boolean nearsItsLimit() {
    BigDecimal committed = charged.add(earmarked);
    return likely != null
        && likely.compareTo(budget) >= 0
        && committed.compareTo(budget.multiply(NEAR)) >= 0;
  }

  /** The same as lengths. */
  public MoneyBar bar() {
    return MoneyBar.of(this);
  }

  private static BigDecimal up(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.CEILING);
  }
}
