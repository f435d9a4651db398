package hub.integration.child;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of a workspace's flows. A placeholder becomes a mark, never the secret; only the
 * options of endpoints that may hold one turn the mark into it. So no message, header, expression
 * or log line has it, and what goes out of this process is masked besides.
 */
final class Secrets {
  private static final Pattern MARK = Pattern.compile("__flow\\.secret\\.([a-z0-9-]+)__");
  private static final String MASK = "***";

  private final Map<String, String> byName;
  private final List<String> shown;

  Secrets(Map<String, String> byName) {
    this.byName = Map.copyOf(byName);
    this.shown =
        byName.values().stream()
            .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  static String mark(String name) {
    return "__flow.secret." + name + "__";
  }

  static boolean holdsMark(String text) {
    return MARK.matcher(text).find();
  }

  /** The text with secrets where marks were. */
  String reveal(String text) {
    return MARK.matcher(text)
        .replaceAll(
            mark -> {
              String secret = byName.get(mark.group(1));
              if (secret == null) {
                throw new Refused("There is no secret " + mark.group(1));
              }
              return Matcher.quoteReplacement(secret);
            });
  }

  /** The text without secrets and marks. */
  String mask(String text) {
    String masked = MARK.matcher(text).replaceAll(MASK);
    for (String secret : shown) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
