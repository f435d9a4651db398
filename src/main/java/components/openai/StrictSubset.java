package components.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells whether OpenAI could enforce a schema: every object closed and all its properties required,
 * and none of the keywords that strict mode refuses. A schema written so is meant to be enforced;
 * any other is sent as Camel's own component sends it.
 */
final class StrictSubset {

  private static final Set<String> REFUSED =
      Set.of(
          "allOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "patternProperties");

  private StrictSubset() {}

  static boolean holds(JsonNode root) {
    return "object".equals(root.path("type").asText()) && !root.has("anyOf") && fits(root);
  }

  private static boolean fits(JsonNode schema) {
    if (REFUSED.stream().anyMatch(schema::has) || isObject(schema) && !isClosed(schema)) {
      return false;
    }
    return all(schema.path("properties"))
        && all(schema.path("$defs"))
        && all(schema.path("definitions"))
        && all(schema.path("anyOf"))
        && (!schema.has("items") || fits(schema.get("items")));
  }

  private static boolean all(JsonNode schemas) {
    for (JsonNode schema : schemas) {
      if (!fits(schema)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isObject(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (!type.isArray()) {
      return schema.has("properties") || "object".equals(type.asText());
    }
    for (JsonNode one : type) {
      if ("object".equals(one.asText())) {
        return true;
      }
    }
    return schema.has("properties");
  }

  private static boolean isClosed(JsonNode schema) {
    JsonNode open = schema.path("additionalProperties");
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    Set<String> properties = new HashSet<>();
    schema.path("properties").fieldNames().forEachRemaining(properties::add);
    return open.isBoolean() && !open.asBoolean() && required.containsAll(properties);
  }
}
