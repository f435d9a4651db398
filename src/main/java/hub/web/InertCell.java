package hub.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that no spreadsheet runs as a formula.
 *
 * <p>A spreadsheet takes a cell for a formula when it begins with one of a few signs, after blanks
 * and unseen characters too; an apostrophe before it makes it text. Where the list separator is a
 * semicolon, a program may also cut a cell in two there, quotes or not, so what follows a semicolon
 * counts as a beginning. Tabs and line ends become blanks for the same reason.
 */
final class InertCell {
  private static final Pattern BREAKS =
      Pattern.compile("[\\t\\n\\u000b\\f\\r\\u0085\\u2028\\u2029]+");

  /** The signs, their full-width forms among them, at a beginning. */
  private static final Pattern BEGINNING =
      Pattern.compile("(^|;)([\\s\\p{Z}\\p{C}]*)(?=[=+\\-@|%＝＋－＠])");

  private InertCell() {}

  /** The text as a cell holds it; null for null. */
  static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return BEGINNING.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("$1'$2");
  }
}
