package hub.analysis.view;

import hub.analysis.view.Mark.Verdict;
import org.jspecify.annotations.Nullable;

/** What a reader's press on a mark asks for. */
enum MarkAct {
  USEFUL,
  NOT_USEFUL,
  UNMARK,
  PIN,
  UNPIN,
  HIDE,
  SHOW;

  /** As a form sends it; null for anything else. */
  static @Nullable MarkAct of(String key) {
    for (MarkAct act : values()) {
      if (act.key().equals(key)) {
        return act;
      }
    }
    return null;
  }

  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * The mark after it.
   *
   * @param reason null where the form had no field for it
   */
  Mark on(Mark mark, @Nullable String reason) {
    Mark after = on(mark);
    return reason == null || this == UNMARK ? after : after.because(reason);
  }

  private Mark on(Mark mark) {
    return switch (this) {
      case USEFUL -> mark.says(Verdict.USEFUL);
      case NOT_USEFUL -> mark.says(Verdict.NOT_USEFUL);
      case UNMARK -> mark.because("").says(null);
      case PIN -> mark.pin(true);
      case UNPIN -> mark.pin(false);
      case HIDE -> mark.hide(true);
      case SHOW -> mark.hide(false);
    };
  }

  /** What was done, for those who hear the page. */
  String done(String title) {
    return switch (this) {
      case USEFUL -> "Marked useful: " + title;
      case NOT_USEFUL -> "Marked not useful: " + title;
      case UNMARK -> "No longer marked: " + title;
      case PIN -> "Pinned: " + title;
      case UNPIN -> "No longer pinned: " + title;
      case HIDE -> "Hidden: " + title;
      case SHOW -> "Shown again: " + title;
    };
  }
}
