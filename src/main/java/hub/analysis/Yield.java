package hub.analysis;

/**
 * What goes on from stage to stage: what an estimate must assume before the model has answered, and
 * what a forecast corrects by what the model did answer.
 *
 * @param fit posts that fit, of those expected to
 * @param kept of those, how many show a real problem
 * @param survives of those, how many have nothing fatal against them
 * @param readable of the comments that a post's source tells of, how many can be read
 */
record Yield(double fit, double kept, double survives, double readable) {

  /** Measured over analyses of several topics and sizes. */
  static final Yield STANDARD = new Yield(1, 0.94, 0.98, 0.92);

  /** How much talk fills one call of the fourth stage. */
  static double talkInACall(AnalysisSettings settings) {
    return settings.commentsPerCall() / STANDARD.readable();
  }

  /** How far an estimate may be off either way, before the model has answered. */
  private static final double SLACK = 0.35;

  /** The same assumptions with more or less going on: 1 for the dearest, -1 for the cheapest. */
  Yield moved(double by) {
    double factor = 1 + by * SLACK;
    return new Yield(fit * factor, Math.min(1, kept * Math.sqrt(factor)), survives, readable);
  }
}
