package hub.sources;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The words of a piece of HTML, as their reader saw them; what was escaped stays text. */
final class PlainText {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern UNSEEN =
      Pattern.compile(
          "<(script|style)\\b[^<>]*>.*?</\\1\\s*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAGRAPH =
      Pattern.compile("<(?:p|div|pre|blockquote|ul|ol|h[1-6])\\b[^<>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern LINE =
      Pattern.compile("<(?:br|li|tr)\\b[^<>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
  private static final Pattern GAP = Pattern.compile("[ \\t]*\\n[ \\t]*\\n\\s*");

  private PlainText() {}

  static String of(String html) {
    String text = COMMENT.matcher(html).replaceAll("");
    text = UNSEEN.matcher(text).replaceAll("");
    text = PARAGRAPH.matcher(text).replaceAll("\n\n");
    text = LINE.matcher(text).replaceAll("\n");
    text = HtmlUtils.htmlUnescape(TAG.matcher(text).replaceAll(""));
    return GAP.matcher(text.replace("\r\n", "\n").replace('\u00a0', ' '))
        .replaceAll("\n\n")
        .strip();
  }
}
