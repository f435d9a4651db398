package hub.analysis;

import java.util.Locale;

/** What a running analysis is at. */
enum Phase {
  COLLECTING,
  JUDGING,
  MERGING,
  RANKING,
  /** The top is read again in another order. */
  CHECKING,
  /** What merging and ranking left of their money goes on reading what the budget kept back. */
  READING_ON,
  DONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Phase of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
