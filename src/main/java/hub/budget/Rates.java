package hub.budget;

import java.math.BigDecimal;

/** What one token of each kind costs, in US dollars, after tier and batch factor. */
public record Rates(
    BigDecimal uncached, BigDecimal cached, BigDecimal cacheWrite, BigDecimal output) {

  /** Each rate times a factor. */
  public Rates times(BigDecimal factor) {
    return new Rates(
        uncached.multiply(factor),
        cached.multiply(factor),
        cacheWrite.multiply(factor),
        output.multiply(factor));
  }

  /** The exact cost of these tokens, in US dollars. */
  public BigDecimal cost(Tokens tokens) {
    return uncached
        .multiply(BigDecimal.valueOf(tokens.uncached()))
        .add(cached.multiply(BigDecimal.valueOf(tokens.cached())))
        .add(cacheWrite.multiply(BigDecimal.valueOf(tokens.cacheWrite())))
        .add(output.multiply(BigDecimal.valueOf(tokens.output())));
  }
}
