package hub.integration.run;

import hub.integration.trial.TrialMessage;
import hub.sources.NewText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes down one message's way through a flow: what it was when it entered, and what doors of the
 * hub's answered. Data only; what is an object of the hub's own is named, not kept.
 */
final class Tape {
  /** The property under which an exchange carries it. */
  static final String PROPERTY = "flow-tape";

  private static final int LONGEST = 1_000_000;
  private static final int MOST_ANSWERS = 30;
  private static final JsonMapper JSON = new JsonMapper();

  private final TrialMessage message;
  private final Map<String, List<TrialMessage>> answers = new TreeMap<>();
  private int taken;
  private int left = LONGEST;

  private Tape(TrialMessage message) {
    this.message = message;
  }

  /** Begins with a message as it enters. */
  static Tape of(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    Map<String, String> variables = new TreeMap<>();
    exchange.getVariables().forEach((name, value) -> variables.put(name, String.valueOf(value)));
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getMessage()
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (!name.regionMatches(true, 0, "camel", 0, 5)) {
                headers.put(name, String.valueOf(value));
              }
            });
    return new Tape(new TrialMessage(text(body), type(body), headers, variables));
  }

  TrialMessage message() {
    return message;
  }

  synchronized Map<String, List<TrialMessage>> answers() {
    return new TreeMap<>(answers);
  }

  /** A door answered; answers that are too many or too long are left out, and so are all after. */
  synchronized void answered(String door, @Nullable Object answer) {
    String body = text(answer);
    left -= body.length();
    if (taken++ < MOST_ANSWERS && left > 0) {
      answers
          .computeIfAbsent(door, each -> new ArrayList<>())
          .add(new TrialMessage(body, type(answer), Map.of(), Map.of()));
    }
  }

  private static String text(@Nullable Object body) {
    return switch (body) {
      case null -> "";
      case String text -> text;
      case Number number -> number.toString();
      case Map<?, ?> map -> json(map);
      case List<?> list -> json(list);
      case NewText text -> json(text);
      default -> "";
    };
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JacksonException unreadable) {
      return "";
    }
  }

  private static String type(@Nullable Object body) {
    return switch (body) {
      case null -> "null";
      case String text -> "text";
      case Map<?, ?> map -> "JSON";
      case List<?> list -> "JSON";
      default -> body.getClass().getSimpleName();
    };
  }
}
