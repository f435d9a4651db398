package hub.jobs;

import java.util.Locale;

/** What kind of wait somebody expects; an earlier lane goes before a later one. */
public enum Lane {
  /** Somebody watches. */
  INTERACTIVE,
  /** Runs by the clock. */
  SCHEDULED,
  /** Cheap rather than soon. */
  ECONOMY;

  /** The word in tables and figures. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name on pages. */
  public String title() {
    return name().charAt(0) + word().substring(1);
  }

  /**
   * The lane with a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Lane of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
