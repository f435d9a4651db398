package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;

/**
 * Reads the small ordinals out of a text's words, held near to what the catalogue says of the
 * problem.
 */
final class Levels {
  private Levels() {}

  static int pain(Reading reading) {
    Problem problem = reading.problem();
    return problem == null ? painOf(reading.impression()) : near(painSeen(reading), problem.pain());
  }

  /** What a text that stands alone is worth, as a level of pain. */
  static int painOf(Learned.Impression impression) {
    return (int) Math.clamp(Math.round(impression.worth() + 0.5), 1, 4);
  }

  private static int painSeen(Reading reading) {
    if (reading.has(Cue.SEVERE_PAIN)) {
      return 4;
    }
    if (reading.has(Cue.STRONG_PAIN)) {
      return 3;
    }
    return reading.has(Cue.PAIN) || reading.problem() != null ? 2 : 1;
  }

  static int wouldPay(Reading reading) {
    boolean willing = reading.sentences().stream().anyMatch(Levels::isWilling);
    if (willing) {
      return reading.sentences().stream().anyMatch(each -> isWilling(each) && Cue.SUM.in(each))
          ? 4
          : 3;
    }
    if (reading.has(Cue.REFUSES)) {
      return 0;
    }
    if (reading.sentences().stream().anyMatch(Levels::isNearPaying)) {
      return 2;
    }
    return reading.has(Cue.REQUEST) || reading.has(Cue.ALTERNATIVE) ? 1 : 0;
  }

  /** Whether a sentence shows that somebody pays or would pay. */
  static boolean isWilling(String sentence) {
    return Cue.WOULD_PAY.in(sentence) && !Cue.REFUSES.in(sentence);
  }

  /** Whether a sentence speaks of prices without any will to pay them. */
  static boolean isNearPaying(String sentence) {
    return Cue.PAYS.in(sentence) && Cue.SUM.in(sentence) || Cue.ASKS_PRICE.in(sentence);
  }

  static int doable(Reading reading) {
    Problem problem = reading.problem();
    if (problem != null) {
      return problem.doable();
    }
    int seen = reading.has(Cue.WORKAROUND) || reading.has(Cue.REQUEST) ? 3 : 2;
    return reading.has(Cue.REGULATED) ? seen - 1 : seen;
  }

  static int room(Reading reading) {
    int seen = reading.has(Cue.CONTENT) ? 1 : reading.has(Cue.WORKAROUND) ? 3 : 2;
    Problem problem = reading.problem();
    return problem == null ? seen : near(seen, problem.room());
  }

  /** What was seen, at most one step away from what is known. */
  static int near(int seen, int known) {
    return Math.clamp(seen, Math.max(0, known - 1), Math.min(4, known + 1));
  }
}
