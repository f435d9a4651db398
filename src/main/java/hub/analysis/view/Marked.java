package hub.analysis.view;

import org.jspecify.annotations.Nullable;

/** Which opportunities a reader wants to see by the marks they gave. */
public enum Marked {
  ANY("", "Any mark", ""),
  USEFUL("useful", "Marked useful", "marked useful"),
  NOT_USEFUL("not-useful", "Marked not useful", "marked not useful"),
  UNMARKED("unmarked", "Not marked yet", "without a mark"),
  PINNED("pinned", "Pinned", "pinned"),
  HIDDEN("hidden", "Hidden", "hidden");

  private final String key;
  private final String title;
  private final String wish;

  Marked(String key, String title, String wish) {
    this.key = key;
    this.title = title;
    this.wish = wish;
  }

  static Marked of(@Nullable String key) {
    for (Marked marked : values()) {
      if (marked.key.equals(key)) {
        return marked;
      }
    }
    return ANY;
  }

  /** As the page's address names it; empty for {@link #ANY}. */
  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /** As a part of "No opportunity is …". */
  String wish() {
    return wish;
  }

  /** What is hidden shows only to who asks for it. */
  boolean shows(Mark mark) {
    return switch (this) {
      case ANY -> !mark.hidden();
      case USEFUL -> mark.isUseful() && !mark.hidden();
      case NOT_USEFUL -> mark.isNotUseful() && !mark.hidden();
      case UNMARKED -> mark.verdict() == null && !mark.hidden();
      case PINNED -> mark.pinned();
      case HIDDEN -> mark.hidden();
    };
  }
}
