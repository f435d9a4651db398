package hub.analysis.view.export;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text that stays the text it is wherever Markdown is read: no image is loaded, no link or HTML
 * made of it, no heading or list begun.
 */
final class InertMarkdown {
  private static final Pattern SIGNS = Pattern.compile("[\\\\`*_{}\\[\\]()<>#|~&!$^@]");

  /** What readers make links of without being asked. */
  private static final Pattern ADDRESS = Pattern.compile("(?i)(?<=[a-z])(:)(?=/)|(?<=www)(\\.)");

  /** What begins a list, a heading or a rule at the beginning of a line. */
  private static final Pattern OPENER = Pattern.compile("^(\\d{0,9})([-+=:.)])");

  private InertMarkdown() {}

  /** The text in one line. */
  static String line(String text) {
    return escaped(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** The text as a block quote, its lines kept. */
  static String quoted(String text) {
    return text.lines()
        .map(line -> ("> " + escaped(line.strip())).strip())
        .collect(Collectors.joining("\n"));
  }

  private static String escaped(String line) {
    String inert = SIGNS.matcher(line.replace('\t', ' ')).replaceAll("\\\\$0");
    inert = ADDRESS.matcher(inert).replaceAll("\\\\$0");
    return OPENER.matcher(inert).replaceFirst("$1\\\\$2");
  }
}
