package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * The three characters that Reddit escapes in every text unless it is asked with {@code
 * raw_json=1}. A saved file does not say how it was asked for, so that is told from the file.
 */
final class Entities {
  private static final Pattern ALONE = Pattern.compile("&(?!(amp|lt|gt);)");

  private Entities() {}

  /** Undoes the escaping once, so that a text about {@code &lt;} stays one about {@code &lt;}. */
  static String unescape(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /**
   * Whether the file's texts are escaped: their HTML twins say so, and without those, the texts.
   */
  static boolean escaped(JsonNode file) {
    for (String field : new String[] {"selftext_html", "body_html"}) {
      for (JsonNode html : file.findValues(field)) {
        if (html.isTextual() && !html.asText().isBlank()) {
          return html.asText().stripLeading().startsWith("&lt;");
        }
      }
    }
    return looksEscaped(file);
  }

  private static boolean looksEscaped(JsonNode file) {
    boolean escape = false;
    for (String field : new String[] {"title", "selftext", "body"}) {
      for (JsonNode text : file.findValues(field)) {
        if (isRaw(text.asText())) {
          return false;
        }
        escape |= text.asText().indexOf('&') >= 0;
      }
    }
    return escape;
  }

  /** Whether it has what would have been escaped. Dumps ask this of millions of texts. */
  private static boolean isRaw(String text) {
    return text.indexOf('<') >= 0
        || text.indexOf('>') >= 0
        || (text.indexOf('&') >= 0 && ALONE.matcher(text).find());
  }
}
