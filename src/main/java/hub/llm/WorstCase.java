package hub.llm;

import hub.budget.Amounts;
import java.math.BigDecimal;

/**
 * The most that one question can cost; also what its attempt holds.
 *
 * @param inputTokens upper bound of what the vendor will count
 * @param outputTokens the cap
 * @param cost in US dollars
 * @param charge cost x markup, in US dollars
 * @param price what it was reckoned by
 */
public record WorstCase(
    long inputTokens, long outputTokens, BigDecimal cost, BigDecimal charge, ModelPrice price) {

  static WorstCase of(ModelPrice price, long inputTokens, long outputTokens, BigDecimal markup) {
    BigDecimal cost = price.worstCost(inputTokens, outputTokens);
    BigDecimal charge = Amounts.checked("the worst case", cost.multiply(markup));
    return new WorstCase(inputTokens, outputTokens, cost, charge, price);
  }

  /** The same in a batch. */
  WorstCase batched(BigDecimal markup) {
    return of(price.batched(), inputTokens, outputTokens, markup);
  }

  /** Whether the request fits the model's window and the answer its longest output. */
  boolean fitsModel() {
    return inputTokens + outputTokens <= price.maxContext() && outputTokens <= price.maxOutput();
  }
}
