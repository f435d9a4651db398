package hub.analysis.view;

import org.jspecify.annotations.Nullable;

/**
 * What a reader must know: a fact, what it means for the money, and at most one place to go.
 *
 * @param fact bold, a whole sentence
 * @param act the words of the link; null if there is nothing to do
 * @param href where it leads, an address of ours; null without {@code act}
 */
public record Notice(
    Kind kind, String fact, String meaning, @Nullable String act, @Nullable String href) {

  /** How much it matters; shown as a shape. */
  public enum Kind {
    INFO,
    WARN,
    BAD;

    /** As the style sheet names it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static Notice info(String fact, String meaning) {
    return new Notice(Kind.INFO, fact, meaning, null, null);
  }

  public static Notice warn(String fact, String meaning) {
    return new Notice(Kind.WARN, fact, meaning, null, null);
  }

  public static Notice bad(String fact, String meaning) {
    return new Notice(Kind.BAD, fact, meaning, null, null);
  }

  /** The same with one place to go, an address of ours. */
  public Notice leadingTo(String itsAct, String itsHref) {
    return new Notice(kind, fact, meaning, itsAct, itsHref);
  }
}
