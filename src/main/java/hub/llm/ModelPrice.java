package hub.llm;

import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one model costs in one version of the price table, in US dollars for one token.
 *
 * @param version the price table's version
 * @param model as it is asked for
 * @param rates what applies to ordinary requests
 * @param longContext what applies to the whole of a long request instead; null if the model has no
 *     such tier
 * @param batchFactor what batches multiply every rate by
 * @param maxContext tokens that fit, input and output together
 * @param maxOutput tokens that the model writes at most; 0 for a model that writes none
 */
public record ModelPrice(
    int version,
    String model,
    Rates rates,
    @Nullable LongContext longContext,
    BigDecimal batchFactor,
    long maxContext,
    long maxOutput) {

  /** The rates of requests whose input is above so many tokens. */
  public record LongContext(long above, Rates rates) {}

  /** Whether it costs nothing at all, as a person has said. */
  public boolean isFree() {
    return longContext == null
        && rates.uncached().signum() == 0
        && rates.cached().signum() == 0
        && rates.cacheWrite().signum() == 0
        && rates.output().signum() == 0;
  }

  /** What it costs in a batch. */
  public ModelPrice batched() {
    return new ModelPrice(
        version,
        model,
        rates.times(batchFactor),
        longContext == null
            ? null
            : new LongContext(longContext.above(), longContext.rates().times(batchFactor)),
        BigDecimal.ONE,
        maxContext,
        maxOutput);
  }

  /** Whether a batch is cheaper. */
  public boolean isCheaperBatched() {
    return batchFactor.compareTo(BigDecimal.ONE) < 0 && !isFree();
  }

  /** The rates that apply to a request of so many input tokens. */
  public Rates ratesFor(long inputTokens) {
    return longContext != null && inputTokens > longContext.above() ? longContext.rates() : rates;
  }

  /** The exact cost of what was used, in US dollars. */
  public BigDecimal cost(Tokens tokens) {
    return ratesFor(tokens.input()).cost(tokens);
  }

  /**
   * The most that a request can cost, in US dollars: its input at the dearest rate that can apply
   * to so many tokens or fewer, and the whole output.
   */
  public BigDecimal worstCost(long inputTokens, long outputTokens) {
    BigDecimal worst = worst(rates, inputTokens, outputTokens);
    return longContext != null && inputTokens > longContext.above()
        ? worst.max(worst(longContext.rates(), inputTokens, outputTokens))
        : worst;
  }

  private static BigDecimal worst(Rates rates, long input, long output) {
    BigDecimal dearest = rates.uncached().max(rates.cached()).max(rates.cacheWrite());
    return dearest
        .multiply(BigDecimal.valueOf(input))
        .add(rates.output().multiply(BigDecimal.valueOf(output)));
  }
}
