package hub.integration.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a text that is being written, told from its lines' indentation, since half of a word
 * is seldom YAML.
 *
 * @param owner the name under which it stands; empty at the top
 * @param key the name whose value is written; empty while a name is
 * @param begun the word up to the place
 * @param dashed whether its line begins an item
 * @param uri the address beside the parameters that it stands in; empty if there is none
 * @param inPlaceholder whether it stands behind two open braces
 * @param inFunction whether it stands behind a dollar and a brace
 */
record WrittenPlace(
    String owner,
    String key,
    String begun,
    boolean dashed,
    String uri,
    boolean inPlaceholder,
    boolean inFunction) {
  private static final Pattern NAMED = Pattern.compile("([ ]*(?:- +)*)([A-Za-z0-9]+):(?: +(.*))?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.:_-]*$");

  static WrittenPlace of(String yaml, int line, int column) {
    List<String> lines = yaml.lines().toList();
    String whole = line <= lines.size() ? lines.get(line - 1) : "";
    String before = whole.substring(0, Math.min(whole.length(), Math.max(0, column - 1)));
    Matcher named = NAMED.matcher(before);
    boolean isValue = named.matches() && named.group(3) != null;
    int depth = depth(before);
    String text = isValue ? named.group(3) : before;
    Matcher word = WORD.matcher(text);
    String begun = word.find() ? word.group() : "";
    int owner = owner(lines, line - 1, depth);
    return new WrittenPlace(
        owner < 0 ? "" : name(lines.get(owner)),
        isValue ? named.group(2) : "",
        begun,
        before.strip().startsWith("-"),
        owner < 0 ? "" : uri(lines, owner),
        open(before, "{{", "}}"),
        open(before, "${", "}") && !open(before, "{{", "}}"));
  }

  /** How far in a line's own words stand; a dash belongs to what it begins. */
  private static int depth(String line) {
    int depth = 0;
    while (depth < line.length() && (line.charAt(depth) == ' ' || line.startsWith("- ", depth))) {
      depth++;
    }
    return depth;
  }

  /** The line above whose name holds what stands so far in. */
  private static int owner(List<String> lines, int line, int depth) {
    for (int above = Math.min(line, lines.size()) - 1; above >= 0; above--) {
      String one = lines.get(above);
      if (!one.isBlank()
          && !one.strip().startsWith("#")
          && depth(one) < depth
          && NAMED.matcher(one).matches()) {
        return above;
      }
    }
    return -1;
  }

  private static String name(String line) {
    Matcher named = NAMED.matcher(line);
    return named.matches() ? named.group(2) : "";
  }

  /** The address that stands beside a line, above it. */
  private static String uri(List<String> lines, int line) {
    int depth = depth(lines.get(line));
    for (int above = line - 1; above >= 0 && depth(lines.get(above)) >= depth; above--) {
      Matcher named = NAMED.matcher(lines.get(above));
      if (depth(lines.get(above)) == depth && named.matches() && named.group(2).equals("uri")) {
        return String.valueOf(named.group(3));
      }
    }
    return "";
  }

  private static boolean open(String text, String begin, String end) {
    int last = text.lastIndexOf(begin);
    return last >= 0 && !text.substring(last).contains(end);
  }
}
