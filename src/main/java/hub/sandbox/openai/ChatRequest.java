package hub.sandbox.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A chat completion that was asked for, after every check.
 *
 * @param cap most output tokens, reasoning included
 * @param schemaName the answer's schema by name; null if none was given
 * @param schema the answer's schema; null if none was given
 * @param wantsJson whether the answer must be a JSON object of any shape
 */
record ChatRequest(
    String model,
    List<Message> messages,
    int choices,
    int cap,
    boolean streams,
    boolean streamsUsage,
    @Nullable String tier,
    @Nullable String schemaName,
    @Nullable JsonNode schema,
    boolean wantsJson) {

  /** One message; {@code text} joins its text parts. */
  record Message(String role, String text) {

    boolean isStatic() {
      return role.equals("system") || role.equals("developer");
    }
  }

  /**
   * Reads and checks a request.
   *
   * @throws ApiProblem 400 or 404 as OpenAI would answer
   */
  static ChatRequest of(JsonNode body) {
    String model = Checks.text(body, "model").orElseThrow(Checks::noModel);
    Models.checkJudge(model);
    List<Message> messages = messages(body);
    Checks.number(body, "temperature", 0, 2);
    Checks.number(body, "top_p", 0, 1);
    boolean streams = body.path("stream").asBoolean(false);
    if (body.hasNonNull("stream_options") && !streams) {
      throw ApiProblem.invalid(
          "stream_options",
          null,
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
    }
    JsonNode format = body.path("response_format");
    JsonNode schema = StrictSchema.checked(format);
    return new ChatRequest(
        model,
        messages,
        Checks.whole(body, "n", 1, 8).orElse(1),
        cap(body),
        streams,
        body.path("stream_options").path("include_usage").asBoolean(false),
        Checks.text(body, "service_tier").orElse(null),
        schema == null ? null : format.path("json_schema").path("name").stringValue(),
        schema,
        format.path("type").asString("").equals("json_object"));
  }

  private static int cap(JsonNode body) {
    String name = body.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    int cap = Checks.whole(body, name, 1, Integer.MAX_VALUE).orElse(Models.MOST_OUTPUT);
    if (cap > Models.MOST_OUTPUT) {
      throw ApiProblem.invalid(
          name,
          "invalid_value",
          name
              + " is too large: "
              + cap
              + ". This model supports at most "
              + Models.MOST_OUTPUT
              + " completion tokens, whereas you provided "
              + cap
              + ".");
    }
    return cap;
  }

  private static List<Message> messages(JsonNode body) {
    JsonNode given = body.path("messages");
    if (given.isMissingNode() || given.isNull()) {
      throw ApiProblem.missing("messages");
    }
    if (!given.isArray()) {
      throw ApiProblem.wrongType("messages", "an array of objects", Checks.kind(given));
    }
    if (given.isEmpty()) {
      throw ApiProblem.invalid(
          "messages",
          "empty_array",
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.");
    }
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      messages.add(message(given.get(i), "messages[" + i + "]"));
    }
    return messages;
  }

  private static Message message(JsonNode given, String where) {
    if (!given.isObject()) {
      throw ApiProblem.wrongType(where, "an object", Checks.kind(given));
    }
    String role = given.path("role").asString("");
    if (role.isEmpty()) {
      throw ApiProblem.missing(where + ".role");
    }
    if (!List.of("system", "developer", "user", "assistant", "tool", "function").contains(role)) {
      throw ApiProblem.invalid(
          where + ".role",
          "invalid_value",
          "Invalid value: '"
              + role
              + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool',"
              + " and 'developer'.");
    }
    return new Message(role, text(given, role, where + ".content"));
  }

  private static String text(JsonNode message, String role, String where) {
    JsonNode content = message.path("content");
    if (content.isString()) {
      return content.stringValue();
    }
    if (content.isArray()) {
      StringBuilder parts = new StringBuilder();
      content.forEach(part -> parts.append(part.path("text").asString("")));
      return parts.toString();
    }
    if (role.equals("assistant") && (content.isMissingNode() || content.isNull())) {
      return "";
    }
    if (content.isMissingNode()) {
      throw ApiProblem.missing(where);
    }
    throw ApiProblem.wrongType(where, "one of a string or array of objects", Checks.kind(content));
  }

  /** The last thing the user said. */
  String question() {
    return messages.reversed().stream()
        .filter(each -> each.role().equals("user"))
        .map(Message::text)
        .findFirst()
        .orElse("");
  }
}
