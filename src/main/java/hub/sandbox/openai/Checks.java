package hub.sandbox.openai;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a request's fields, refusing wrong ones in OpenAI's words. */
final class Checks {
  private Checks() {}

  static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw ApiProblem.wrongType(name, "a string", kind(value));
    }
    return Optional.of(value.stringValue());
  }

  static Optional<Integer> whole(JsonNode body, String name, int least, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      throw ApiProblem.wrongType(name, "an integer", kind(value));
    }
    bounds(name, "integer", value, least, most);
    return Optional.of(value.intValue());
  }

  static void number(JsonNode body, String name, int least, int most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (!value.isNumber()) {
      throw ApiProblem.wrongType(name, "a decimal", kind(value));
    }
    bounds(name, "decimal", value, least, most);
  }

  private static void bounds(String name, String kind, JsonNode value, int least, int most) {
    if (value.doubleValue() < least) {
      throw outside(name, kind, "below minimum", ">= " + least, value);
    }
    if (value.doubleValue() > most) {
      throw outside(name, kind, "above maximum", "<= " + most, value);
    }
  }

  private static ApiProblem outside(
      String name, String kind, String how, String expected, JsonNode value) {
    return ApiProblem.invalid(
        name,
        kind + "_" + how.replace(' ', '_') + "_value",
        "Invalid '"
            + name
            + "': "
            + kind
            + " "
            + how
            + " value. Expected a value "
            + expected
            + ", but got "
            + value
            + " instead.");
  }

  static ApiProblem noModel() {
    return ApiProblem.invalid(null, null, "you must provide a model parameter");
  }

  /** What a value is, as OpenAI's messages call it. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "decimal";
      case OBJECT, POJO -> "object";
      case MISSING, NULL -> "null";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
