package hub.analysis;

/**
 * What a stage has to read. Fractions are expectations.
 *
 * @param calls how many calls
 * @param items in them
 * @param tokens of the items' own words
 */
record Load(double calls, double items, double tokens) {
  static final Load NONE = new Load(0, 0, 0);

  Load withTokens(double count) {
    return new Load(calls, items, count);
  }

  Load plus(Load other) {
    return new Load(calls + other.calls, items + other.items, tokens + other.tokens);
  }
}
