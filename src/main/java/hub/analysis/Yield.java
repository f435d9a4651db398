package hub.analysis;

/**
 * What share of texts goes on from stage to stage, and how long answers are: what an estimate must
 * assume before the model has answered. Measured over analyses of several topics and sizes.
 *
 * @param fit of the posts, how many fit the topic
 * @param kept of those, how many show a real problem
 * @param survives of those, how many have nothing fatal against them
 * @param postsAGroup kept posts for one problem
 * @param cachedPrompt of the calls of a stage, how many find the static part cached
 * @param slack of a share, how far it may be off either way
 */
record Yield(
    double fit,
    double kept,
    double survives,
    double postsAGroup,
    double cachedPrompt,
    double slack) {

  static final Yield STANDARD = new Yield(0.55, 0.90, 0.92, 9, 0.7, 0.18);

  /** Tokens of an answer for one item, by stage. */
  static double answerTokens(PaidStage stage) {
    return switch (stage) {
      case CLASSIFY -> 17;
      case FEASIBILITY -> 120;
      case ANTIPATTERNS -> 40;
      case COMMENTS -> 32;
      case MERGE -> 110;
      case RANK -> 190;
    };
  }

  /** The same assumptions with every share moved by the slack: 1 for the dearest, -1 for the cheapest. */
  Yield moved(double by) {
    double factor = 1 + by * slack;
    return new Yield(
        Math.min(1, fit * factor),
        Math.min(1, kept * Math.sqrt(factor)),
        survives,
        postsAGroup,
        cachedPrompt - by * 0.1,
        slack);
  }
}
