package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;

/**
 * Checks an answer against a schema of the strict kind: every property required, none beside them.
 * What it finds is told by place and kind alone, never with the model's words.
 */
final class StrictSchema {
  private final JsonNode root;

  StrictSchema(JsonNode schema) {
    this.root = schema;
  }

  /** Where and how the answer breaks the schema; empty if it fits. */
  Optional<String> problem(JsonNode answer) {
    return problem(root, answer, "$");
  }

  private Optional<String> problem(JsonNode schema, JsonNode value, String place) {
    if (schema.has("$ref")) {
      return problem(root.at(schema.get("$ref").textValue().substring(1)), value, place);
    }
    if (schema.has("anyOf")) {
      return anyOf(schema.get("anyOf"), value, place);
    }
    if (schema.has("enum") && !holds(schema.get("enum"), value)) {
      return Optional.of(place + " is none of the values allowed");
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      return Optional.of(place + " is not the value expected");
    }
    if (schema.has("type") && !isOneOf(schema.get("type"), value)) {
      return Optional.of(
          place + " is no " + schema.get("type").asText("value of the types allowed"));
    }
    if (value.isObject()) {
      return object(schema, value, place);
    }
    return value.isArray() ? array(schema, value, place) : range(schema, value, place);
  }

  private Optional<String> anyOf(JsonNode schemas, JsonNode value, String place) {
    for (JsonNode schema : schemas) {
      if (problem(schema, value, place).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(place + " fits none of the shapes allowed");
  }

  private Optional<String> object(JsonNode schema, JsonNode value, String place) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.textValue())) {
        return Optional.of(place + "." + required.textValue() + " is missing");
      }
    }
    JsonNode properties = schema.path("properties");
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!properties.has(name)) {
        if (schema.path("additionalProperties").isBoolean()
            && !schema.get("additionalProperties").booleanValue()) {
          return Optional.of(place + " has a property that is not allowed");
        }
        continue;
      }
      Optional<String> problem = problem(properties.get(name), value.get(name), place + "." + name);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> array(JsonNode schema, JsonNode value, String place) {
    if (value.size() < schema.path("minItems").asInt(0)
        || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      return Optional.of(place + " has " + value.size() + " items, more or fewer than allowed");
    }
    if (!schema.has("items")) {
      return Optional.empty();
    }
    for (int i = 0; i < value.size(); i++) {
      Optional<String> problem = problem(schema.get("items"), value.get(i), place + "[" + i + "]");
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> range(JsonNode schema, JsonNode value, String place) {
    boolean outside =
        value.isNumber()
            && (schema.has("minimum")
                    && value.decimalValue().compareTo(schema.get("minimum").decimalValue()) < 0
                || schema.has("maximum")
                    && value.decimalValue().compareTo(schema.get("maximum").decimalValue()) > 0);
    return outside ? Optional.of(place + " is out of range") : Optional.empty();
  }

  private static boolean holds(JsonNode values, JsonNode value) {
    for (JsonNode each : values) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(JsonNode types, JsonNode value) {
    if (types.isTextual()) {
      return is(types.textValue(), value);
    }
    for (JsonNode type : types) {
      if (is(type.textValue(), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
