package hub.sandbox.openai;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What OpenAI asks of a strict response schema: closed objects whose properties are all required.
 */
final class StrictSchema {
  private final String name;

  private StrictSchema(String name) {
    this.name = name;
  }

  /**
   * The schema of a response format; null if it has none.
   *
   * @throws ApiProblem 400 if the format or a strict schema is not as OpenAI wants it
   */
  static @Nullable JsonNode checked(JsonNode format) {
    String type = format.path("type").asString("text");
    if (!type.equals("json_schema")) {
      requireKnown(type);
      return null;
    }
    JsonNode given = format.path("json_schema");
    String name = given.path("name").asString("");
    if (name.isEmpty()) {
      throw ApiProblem.missing("response_format.json_schema.name");
    }
    JsonNode schema = given.path("schema");
    if (!schema.isObject()) {
      throw ApiProblem.missing("response_format.json_schema.schema");
    }
    if (given.path("strict").asBoolean(false)) {
      new StrictSchema(name).check(schema, "()");
    }
    return schema;
  }

  private static void requireKnown(String type) {
    if (!type.equals("text") && !type.equals("json_object")) {
      throw ApiProblem.invalid(
          "response_format.type",
          "invalid_value",
          "Invalid value: '"
              + type
              + "'. Supported values are: 'json_object', 'json_schema', and 'text'.");
    }
  }

  private void check(JsonNode schema, String where) {
    if (schema.path("type").asString("").equals("object")) {
      checkObject(schema, where);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      check(property.getValue(), inside(where, "properties", property.getKey()));
    }
    for (Map.Entry<String, JsonNode> shared : schema.path("$defs").properties()) {
      check(shared.getValue(), inside(where, "$defs", shared.getKey()));
    }
    if (schema.path("items").isObject()) {
      check(schema.path("items"), inside(where, "items"));
    }
  }

  private void checkObject(JsonNode schema, String where) {
    JsonNode additional = schema.path("additionalProperties");
    if (!additional.isBoolean() || additional.booleanValue()) {
      throw refused(where, "'additionalProperties' is required to be supplied and to be false.");
    }
    for (String property : schema.path("properties").propertyNames()) {
      boolean isRequired = false;
      for (JsonNode required : schema.path("required")) {
        isRequired |= required.asString("").equals(property);
      }
      if (!isRequired) {
        throw refused(
            where,
            "'required' is required to be supplied and to be an array including every key in"
                + " properties. Missing '"
                + property
                + "'.");
      }
    }
  }

  private ApiProblem refused(String where, String why) {
    return ApiProblem.invalid(
        "response_format",
        null,
        "Invalid schema for response_format '" + name + "': In context=" + where + ", " + why);
  }

  private static String inside(String where, String... steps) {
    String inner = where.substring(1, where.length() - 1);
    StringBuilder path = new StringBuilder(inner);
    for (String step : steps) {
      path.append(path.isEmpty() ? "'" : ", '").append(step).append("'");
    }
    return "(" + path + ")";
  }
}
