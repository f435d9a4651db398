package hub.analysis.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The money of one analysis at one instant, exact US dollars of charge.
 *
 * @param budget the limit
 * @param charged what settled calls were charged
 * @param held what running calls may cost at worst, those in doubt included
 * @param calls how many calls that is
 * @param earmarked what is kept for merging and ranking; shown as held
 * @param freeFor what the rest is for, in words: {@code for 74 posts not yet judged}; empty if nothing
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

  /** All that is neither charged nor free. */
  public BigDecimal heldInAll() {
    return held.add(earmarked);
  }
}
