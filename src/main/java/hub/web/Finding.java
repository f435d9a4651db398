package hub.web;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param seen what is so, a sentence; never holds a secret
 * @param remedy what to do, a sentence; null if nothing
 * @param href the page where it is done; null if it is done elsewhere
 */
public record Finding(Result result, String seen, @Nullable String remedy, @Nullable String href) {
  /** How it stands, with the word and the dot's shape for it. */
  public enum Result {
    OK("ok", "done"),
    ATTENTION("attention", "slow"),
    BROKEN("broken", "stopped");

    private final String word;
    private final String dot;

    Result(String word, String dot) {
      this.word = word;
      this.dot = dot;
    }

    public String word() {
      return word;
    }

    public String dot() {
      return dot;
    }
  }

  public static Finding ok(String seen) {
    return new Finding(Result.OK, seen, null, null);
  }

  public static Finding attention(String seen, String remedy, @Nullable String href) {
    return new Finding(Result.ATTENTION, seen, remedy, href);
  }

  public static Finding broken(String seen, String remedy, @Nullable String href) {
    return new Finding(Result.BROKEN, seen, remedy, href);
  }
}
