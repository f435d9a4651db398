package hub.analysis;

import java.util.Locale;

/** How an analysis stands. */
public enum Life {
  RUNNING,
  /** Ended at its budget with a ranked report; can go on when the budget is raised. */
  PARTIAL,
  FINISHED,
  CANCELLED,
  FAILED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Life of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
