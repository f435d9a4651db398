package hub.budget;

/**
 * Tokens a vendor reported for one call, told apart by price. The first three sum to the input;
 * {@code reasoning} is a part of {@code output}.
 */
public record Tokens(long uncached, long cached, long cacheWrite, long output, long reasoning) {
  public Tokens {
    if (uncached < 0 || cached < 0 || cacheWrite < 0 || reasoning < 0 || output < reasoning) {
      throw new IllegalArgumentException(
          "Tokens must not be negative, nor reasoning above output: uncached %d, cached %d, cache-write %d, output %d, reasoning %d"
              .formatted(uncached, cached, cacheWrite, output, reasoning));
    }
  }

  /** All input tokens. */
  public long input() {
    return uncached + cached + cacheWrite;
  }
}
