package hub.sources;

import java.util.List;

/**
 * The words of these texts are gone. Whoever keeps quotes of them, or words that were taken from
 * them, erases those too, in the same transaction.
 */
public record TextsErased(Why why, List<Gone> texts) {

  /** Why words went. */
  public enum Why {
    AT_SOURCE("deleted or removed at the source"),
    ON_REQUEST("removed on request"),
    OVERDUE("not confirmed in time"),
    SOURCE_ENDED("the source was removed");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** The reason in words. */
    public String words() {
      return words;
    }
  }

  /**
   * A text that lost its words.
   *
   * @param words what they were, a title's and a body's, so that copies of them can be found; never
   *     kept
   */
  public record Gone(long id, String words) {
    @Override
    public String toString() {
      return "Gone[" + id + "]";
    }
  }

  /** The texts' ids. */
  public List<Long> ids() {
    return texts.stream().map(Gone::id).toList();
  }
}
