package hub.analysis.view;

import org.jspecify.annotations.Nullable;

/**
 * What one reader thinks of an opportunity. It filters what that reader sees and trains nothing.
 *
 * @param verdict null while not said
 * @param reason in the reader's own words; empty without one
 * @param pinned shown before all others
 * @param hidden left out of the ranking; never together with {@code pinned}
 */
public record Mark(@Nullable Verdict verdict, String reason, boolean pinned, boolean hidden) {

  /** The longest reason, in characters. */
  public static final int LONGEST_REASON = 500;

  /** Nothing said. */
  public static final Mark NONE = new Mark(null, "", false, false);

  public Mark {
    if (pinned && hidden) {
      throw new IllegalArgumentException("What is hidden cannot be pinned");
    }
  }

  /** Whether it is worth anything to this reader. */
  public enum Verdict {
    USEFUL("Useful"),
    NOT_USEFUL("Not useful");

    private final String title;

    Verdict(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** As forms and the database name it: {@code not_useful}. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public boolean isUseful() {
    return verdict == Verdict.USEFUL;
  }

  public boolean isNotUseful() {
    return verdict == Verdict.NOT_USEFUL;
  }

  /** Another verdict has no reason until one is given. */
  Mark says(@Nullable Verdict other) {
    return new Mark(other, other == verdict ? reason : "", pinned, hidden);
  }

  Mark because(String why) {
    return new Mark(verdict, shortened(why.strip()), pinned, hidden);
  }

  private static String shortened(String typed) {
    return typed
        .codePoints()
        .filter(letter -> letter != 0)
        .limit(LONGEST_REASON)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  Mark pin(boolean pin) {
    return new Mark(verdict, reason, pin, hidden && !pin);
  }

  Mark hide(boolean hide) {
    return new Mark(verdict, reason, pinned && !hide, hide);
  }
}
