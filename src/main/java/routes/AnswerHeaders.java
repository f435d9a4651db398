package routes;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the headers that a call to a source needs and no others: an answer's header can steer a
 * Camel component if it comes in under the right name, whatever its case.
 */
final class AnswerHeaders implements HeaderFilterStrategy {
  /** What is read of an answer. */
  static final Set<String> READ =
      Set.of("retry-after", "x-ratelimit-used", "x-ratelimit-remaining", "x-ratelimit-reset", "location", "content-type", "www-authenticate");

  private static final Set<String> SENT = Set.of("authorization", "user-agent", "content-type");

  @Override
  public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
    return !SENT.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
    return !READ.contains(name.toLowerCase(Locale.ROOT));
  }
}
