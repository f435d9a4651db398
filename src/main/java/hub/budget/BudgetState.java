package hub.budget;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * One budget at one instant; amounts are exact US dollars of charge and never negative.
 *
 * @param budgetId the budget's id, which is its analysis's id
 * @param limit the most that may be charged
 * @param charged what settled attempts were charged
 * @param held the worst case of attempts that are neither settled nor released
 * @param inDoubt the part of {@code held} whose attempts were sent and never answered
 * @param earmarked what is kept for merging and ranking and not yet drawn by their attempts
 * @param cost what vendors took for the settled attempts, before markup
 * @param loss usage above its hold: recorded in full, borne by the operator, never charged
 */
public record BudgetState(
    UUID budgetId,
    BigDecimal limit,
    BigDecimal charged,
    BigDecimal held,
    BigDecimal inDoubt,
    BigDecimal earmarked,
    BigDecimal cost,
    BigDecimal loss) {

  /** What new attempts may still hold: the limit less charged, held and earmarked. */
  public BigDecimal free() {
    return limit.subtract(charged).subtract(held).subtract(earmarked);
  }
}
