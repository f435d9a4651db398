package hub.reddit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One listing as the flow names it: {@code search?sort=relevance&t=year up to 3 pages}.
 *
 * @param kind the last part of Reddit's address
 * @param query Reddit's own parameters
 * @param pages the most pages that are read, of 100 posts each
 */
record ListingLine(String kind, Map<String, String> query, int pages) {
  private static final Pattern LINE =
      Pattern.compile(
          "(new|hot|top|rising|best|controversial|search)(?:\\?([\\w=&-]+))? up to ([1-9]\\d?)"
              + " pages?");

  static ListingLine parse(String line) {
    Matcher parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "The flow reddit-posts names the listing \""
              + line.strip()
              + "\", expected for instance \"top?t=year up to 2 pages\"");
    }
    return new ListingLine(
        parts.group(1), parameters(parts.group(2)), Integer.parseInt(parts.group(3)));
  }

  boolean isSearch() {
    return kind.equals("search");
  }

  /** Whether posts come by age, so that the rest can be left when one is too old. */
  boolean isByAge() {
    return kind.equals("new") || query.getOrDefault("sort", "").equals("new");
  }

  private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        String[] pair = parameter.split("=", 2);
        parameters.put(pair[0], pair.length == 2 ? pair[1] : "");
      }
    }
    return parameters;
  }
}
