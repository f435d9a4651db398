package hub.reddit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back over HTTP, whatever it is.
 *
 * @param status the HTTP status
 * @param headers names in any case
 * @param body as sent; empty if there was none
 */
public record RedditAnswer(int status, Map<String, String> headers, byte[] body) {

  public RedditAnswer {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  public boolean isUnauthorized() {
    return status == 401;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * A header that should be a number of any form; empty if it is missing, not finite or negative.
   */
  Optional<Double> number(String name) {
    return header(name).flatMap(RedditAnswer::parse);
  }

  private static Optional<Double> parse(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) && number >= 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
