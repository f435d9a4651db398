package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.sources.NewText.Status;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether Reddit still shows a post or comment, told from the marks it leaves, which changed over
 * the years.
 */
final class Standing {
  private static final Pattern DELETED =
      Pattern.compile("\\[\\s*deleted( by [^\\]]{1,40})?\\s*\\]");
  private static final Pattern REMOVED =
      Pattern.compile("\\[\\s*removed( by [^\\]]{1,40})?\\s*\\]");

  /** Reddit's own notices give a reason, some with a link to the rule; no two parts begin alike. */
  private static final Pattern REMOVED_BY_REDDIT =
      Pattern.compile(
          "\\[ ?removed by reddit "
              + "([^\\[\\]\\x0a]|\\[[^\\[\\]\\x0a]{1,80}\\]\\([^()\\s]{1,200}\\)){1,200}\\]");

  private static final int LONGEST_NOTICE = 500;

  private Standing() {}

  static Status ofPost(JsonNode data) {
    String by = data.path("removed_by_category").asText("");
    String body = words(data, "selftext");
    String title = words(data, "title");
    if (by.equals("deleted") || by.equals("author") || saysDeleted(title) || saysDeleted(body)) {
      return Status.DELETED;
    }
    if (isMark(by) || saysRemoved(title) || saysRemoved(body)) {
      return Status.REMOVED;
    }
    // Older answers do not say who removed it: without author and words, nothing is shown any more.
    return isAuthorGone(data) && body.isBlank() ? Status.DELETED : Status.PRESENT;
  }

  static Status ofComment(JsonNode data) {
    String body = words(data, "body");
    if (saysDeleted(body)) {
      return Status.DELETED;
    }
    return saysRemoved(body) ? Status.REMOVED : Status.PRESENT;
  }

  /** An account can be gone while its words stay. */
  private static boolean isAuthorGone(JsonNode data) {
    return data.path("author").asText("[deleted]").equals("[deleted]");
  }

  private static boolean isMark(String category) {
    return !category.isEmpty() && !category.equals("null");
  }

  private static boolean saysDeleted(String text) {
    return DELETED.matcher(text).matches();
  }

  private static boolean saysRemoved(String text) {
    return text.length() <= LONGEST_NOTICE
        && (REMOVED.matcher(text).matches() || REMOVED_BY_REDDIT.matcher(text).matches());
  }

  private static String words(JsonNode data, String field) {
    return data.path(field).asText("").strip().toLowerCase(Locale.ROOT);
  }
}
