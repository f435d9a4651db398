package hub.sandbox.openai.judge;

import tools.jackson.databind.node.ObjectNode;

/** Says what kind of post a post is. */
final class Classifying {
  private Classifying() {}

  static void write(Field field, Reading reading, Chance chance, ObjectNode entry) {
    entry.put("label", label(reading)).put("on_topic", reading.onTopic());
  }

  /**
   * The label. Of a text about a problem in the catalogue it follows from the cues, and when
   * several fit it is the one that says most about an unmet need; of any other it was learned.
   */
  static String label(Reading reading) {
    if (isPromotion(reading)) {
      return "promotion";
    }
    if (reading.problem() == null) {
      String label = reading.impression().label();
      return reading.tellsOfANeed() && label.equals("other") ? "pain" : label;
    }
    if (!reading.onTopic() && !hurts(reading)) {
      return "other";
    }
    if (Levels.wouldPay(reading) >= 3) {
      return "spending";
    }
    if (reading.has(Cue.ALTERNATIVE)) {
      return "seeking_alternatives";
    }
    if (reading.has(Cue.WORKAROUND) && reading.has(Cue.FIRST_PERSON)) {
      return "workaround";
    }
    if (reading.has(Cue.REQUEST)) {
      return "solution_request";
    }
    return reading.problem() != null || hurts(reading) ? "pain" : "other";
  }

  static boolean isPromotion(Reading reading) {
    return reading.has(Cue.SELLING)
        || reading.count(Cue.OWN_PRODUCT) >= 2
        || reading.has(Cue.OWN_PRODUCT) && reading.has(Cue.LINK);
  }

  private static boolean hurts(Reading reading) {
    return reading.has(Cue.FIRST_PERSON) && (reading.has(Cue.STRONG_PAIN) && reading.has(Cue.PAIN));
  }
}
