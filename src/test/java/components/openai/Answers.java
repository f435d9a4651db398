package components.openai;

import java.util.Map;

/** Small answers in OpenAI's format, for tests that look at something else. */
final class Answers {

  static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private Answers() {}

  static String chat(String content) {
    return message("{\"role\":\"assistant\",\"content\":\"" + content + "\",\"refusal\":null}");
  }

  static String message(String message) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4.1-nano-2025-04-14",
    "choices":[{"index":0,"finish_reason":"stop","logprobs":null,"message":%s}],
    "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\
    """
        .formatted(message);
  }

  static String embeddings(String... vectors) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < vectors.length; i++) {
      data.append(i == 0 ? "" : ",")
          .append(
              "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(i, vectors[i]));
    }
    return """
    {"object":"list","data":[%s],"model":"text-embedding-3-small",
    "usage":{"prompt_tokens":4,"total_tokens":4}}\
    """
        .formatted(data);
  }

  static String error(String code) {
    return "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":\""
        + code
        + "\"}}";
  }
}
