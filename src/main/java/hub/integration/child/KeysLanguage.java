package hub.integration.child;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code body} in {@code ${body[title]}}: keys of maps and places in lists. It
 * takes the name of Camel's bean language, which would call methods.
 */
final class KeysLanguage extends LanguageSupport {
  private static final Pattern KEY =
      Pattern.compile("\\??(?:\\[\\s*'?([^\\[\\]'{}()]+)'?\\s*]|\\.?([A-Za-z_][A-Za-z0-9_-]*))");

  @Override
  public Predicate createPredicate(String expression) {
    throw new Refused("Flows may not call " + expression);
  }

  @Override
  public Expression createExpression(String expression) {
    throw new Refused("Flows may not call " + expression);
  }

  /** Simple gives the value, or what finds it, and behind it what to read of it. */
  @Override
  public Expression createExpression(@Nullable String expression, Object[] properties) {
    int keys = properties.length - 1;
    while (keys > 0 && !(properties[keys] instanceof String)) {
      keys--;
    }
    if (keys < 1) {
      throw new Refused("Flows may not call beans");
    }
    String read = (String) properties[keys];
    Object value = properties[keys - 1];
    return new ExpressionAdapter() {
      @Override
      public @Nullable Object evaluate(Exchange exchange) {
        Object from =
            value instanceof Expression expression
                ? expression.evaluate(exchange, Object.class)
                : value;
        return read(from, read);
      }
    };
  }

  private static @Nullable Object read(@Nullable Object from, String keys) {
    Object value = from;
    Matcher key = KEY.matcher(keys);
    int end = 0;
    while (key.find()) {
      if (key.start() != end) {
        throw new Refused("Flows read keys of maps and places in lists, not " + keys);
      }
      String name = key.group(1) == null ? key.group(2) : key.group(1).strip();
      value = read(value, name, keys);
      end = key.end();
    }
    if (end != keys.length()) {
      throw new Refused("Flows read keys of maps and places in lists, not " + keys);
    }
    return value;
  }

  private static @Nullable Object read(@Nullable Object from, String key, String keys) {
    return switch (from) {
      case null -> null;
      case Map<?, ?> map -> map.get(key);
      case List<?> list when key.equals("last") -> list.isEmpty() ? null : list.getLast();
      case List<?> list when key.matches("\\d{1,9}") -> place(list, Integer.parseInt(key));
      default -> throw new Refused("Flows read keys of maps and places in lists, not " + keys);
    };
  }

  private static @Nullable Object place(List<?> list, int place) {
    return place < list.size() ? list.get(place) : null;
  }
}
