package hub.integration.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/** What messages hold, in words, and the other way round. */
final class Bodies {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_BODY = 32_000;
  private static final int LONGEST_HEADER = 1000;
  private static final int MOST_HEADERS = 50;

  private Bodies() {}

  /** The message as it is told. */
  static Note note(Exchange exchange, Secrets secrets) {
    Object body = exchange.getMessage().getBody();
    return new Note(
        secrets.mask(text(exchange, body, LONGEST_BODY)),
        type(body),
        all(exchange, exchange.getMessage().getHeaders(), secrets),
        all(exchange, exchange.getVariables(), secrets));
  }

  private static Map<String, String> all(
      Exchange exchange, Map<String, Object> values, Secrets secrets) {
    Map<String, String> texts = new TreeMap<>();
    values.entrySet().stream()
        .limit(MOST_HEADERS)
        .forEach(
            each ->
                texts.put(
                    cut(each.getKey(), LONGEST_HEADER),
                    secrets.mask(text(exchange, each.getValue(), LONGEST_HEADER))));
    return texts;
  }

  /** A task's body as flows see it. */
  static @Nullable Object read(String body, boolean json) {
    if (!json) {
      return body;
    }
    try {
      return body.isBlank() ? null : JSON.readValue(body, Object.class);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static String type(@Nullable Object body) {
    return switch (body) {
      case null -> "null";
      case String text -> "text";
      case byte[] bytes -> "text";
      case Map<?, ?> map -> "JSON";
      case List<?> list -> "JSON";
      case StreamCache stream -> "text";
      default -> body.getClass().getSimpleName();
    };
  }

  private static String text(Exchange exchange, @Nullable Object value, int longest) {
    return switch (value) {
      case null -> "";
      case String text -> cut(text, longest);
      case byte[] bytes ->
          cut(
              new String(bytes, 0, Math.min(bytes.length, longest * 2), StandardCharsets.UTF_8),
              longest);
      case Map<?, ?> map -> json(map, longest);
      case List<?> list -> json(list, longest);
      case StreamCache stream -> stream(exchange, stream, longest);
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> value.getClass().getSimpleName();
    };
  }

  private static String stream(Exchange exchange, StreamCache stream, int longest) {
    stream.reset();
    String text =
        exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, stream);
    stream.reset();
    return text == null ? "" : cut(text, longest);
  }

  private static String json(Object value, int longest) {
    StringBuilder text = new StringBuilder();
    try {
      JSON.writeValue(new Bounded(text, longest), value);
    } catch (IOException | StackOverflowError cut) {
      text.append('…');
    }
    return text.toString();
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /** Ends writing once there is enough, so that a giant value costs no giant text. */
  private static final class Bounded extends Writer {
    private final StringBuilder text;
    private final int longest;

    Bounded(StringBuilder text, int longest) {
      this.text = text;
      this.longest = longest;
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
      int room = longest - text.length();
      text.append(chars, from, Math.min(room, length));
      if (length > room) {
        throw new IOException("Cut");
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
