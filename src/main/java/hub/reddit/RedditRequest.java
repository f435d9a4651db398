package hub.reddit;

import hub.Mode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a journey asks of Reddit, before anybody's turn or token is known.
 *
 * @param mode live, or the sandbox
 * @param path for instance {@code /r/java/new}
 * @param query without {@code raw_json=1}, which every request carries
 * @param form the fields of a POST; null for a GET
 * @param community whom a refusal concerns, without the {@code r/}
 * @param haste how long it waits for its turn
 */
public record RedditRequest(
    Mode mode,
    String path,
    Map<String, String> query,
    @Nullable Map<String, String> form,
    String community,
    Haste haste) {

  static RedditRequest get(
      Mode mode, String path, Map<String, String> query, String community, Haste haste) {
    return new RedditRequest(mode, path, query, null, community, haste);
  }

  /** For messages: {@code r/java}, or the path of what concerns no community. */
  String subject() {
    return community.isEmpty() ? path : "r/" + community;
  }

  String queryString() {
    return query.isEmpty() ? "raw_json=1" : "raw_json=1&" + encode(query);
  }

  /** Percent-encoded {@code name=value} pairs. */
  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Percent-encoded for a path or a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
