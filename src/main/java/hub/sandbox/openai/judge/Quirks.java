package hub.sandbox.openai.judge;

/**
 * How often the sandbox's model does what real models do now and then; each from 0 to 1.
 *
 * @param wrongQuotes quotes with a changed word, of all quotes
 * @param wrongIds entries that are missing, have an invented id or come twice, of all entries
 * @param refusals answers that are refused, of those on people's texts
 * @param malformed answers that are no JSON, of those on people's texts
 * @param runaways answers filled up with white space to the cap, of those on people's texts
 * @param secondThoughts opportunities that get one level otherwise in another order, of those
 *     ranked
 * @param cacheHits prompts whose known prefix is found in the cache, of those that have one
 */
public record Quirks(
    double wrongQuotes,
    double wrongIds,
    double refusals,
    double malformed,
    double runaways,
    double secondThoughts,
    double cacheHits) {

  /** As often as a careful operator would expect. */
  public static Quirks usual() {
    return new Quirks(0.03, 0.01, 0.01, 0.003, 0.003, 0.04, 0.8);
  }

  /** A model that makes no mistakes; its prompts are still cached as usual. */
  public static Quirks none() {
    return new Quirks(0, 0, 0, 0, 0, 0, usual().cacheHits());
  }
}
