package components.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import java.util.regex.Pattern;
import org.apache.camel.Message;

/** Turns a JSON schema into the response format that asks for it. */
final class ResponseFormats {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_NAME = "camel_schema";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private ResponseFormats() {}

  /**
   * The format for {@code schema}, with name and strictness from the message's headers where they
   * say.
   *
   * @throws IllegalArgumentException when the schema is no JSON object, or the name is none OpenAI
   *     takes
   */
  static ResponseFormatJsonSchema of(String schema, Message message) {
    JsonNode root = parsed(schema);
    ResponseFormatJsonSchema.JsonSchema.Schema.Builder body =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    root.properties()
        .forEach(
            entry ->
                body.putAdditionalProperty(
                    entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    ResponseFormatJsonSchema.JsonSchema.Builder format =
        ResponseFormatJsonSchema.JsonSchema.builder()
            .name(name(root, message))
            .schema(body.build());
    if (strict(root, message)) {
      format.strict(true);
    }
    return ResponseFormatJsonSchema.builder().jsonSchema(format.build()).build();
  }

  private static JsonNode parsed(String schema) {
    try {
      JsonNode root = JSON.readTree(schema);
      if (!root.isObject()) {
        throw new IllegalArgumentException("the JSON schema is no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the JSON schema is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String name(JsonNode root, Message message) {
    String asked = Headers.or(message, OpenAIConstants.JSON_SCHEMA_NAME, null, String.class);
    if (asked == null) {
      String title = root.path("title").asText();
      return NAME.matcher(title).matches() ? title : DEFAULT_NAME;
    }
    if (!NAME.matcher(asked).matches()) {
      throw new IllegalArgumentException(
          "header " + OpenAIConstants.JSON_SCHEMA_NAME + " must match " + NAME + ", not " + asked);
    }
    return asked;
  }

  private static boolean strict(JsonNode root, Message message) {
    Boolean asked = message.getHeader(OpenAIConstants.JSON_SCHEMA_STRICT, Boolean.class);
    return asked != null ? asked : StrictSubset.holds(root);
  }
}
