package hub.sandbox.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion in OpenAI's wire format: whole, or as a stream of events.
 *
 * @param created seconds since 1970
 */
record ChatAnswer(
    ChatRequest request, List<Completion> choices, Usage usage, String id, long created) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String FINGERPRINT = "fp_5a4db0c5e1";
  private static final int TOKENS_A_PIECE = 4;

  static ChatAnswer of(ChatRequest request, List<Completion> choices, Usage usage, long created) {
    return new ChatAnswer(request, choices, usage, "chatcmpl-" + letters(29), created);
  }

  static String letters(int count) {
    return ThreadLocalRandom.current()
        .ints(count, 0, LETTERS.length())
        .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
        .collect(Collectors.joining());
  }

  /** The whole answer. */
  ObjectNode json() {
    ObjectNode answer = frame("chat.completion");
    for (int i = 0; i < choices.size(); i++) {
      answer.withArrayProperty("choices").add(choice(i));
    }
    answer.set("usage", usage.json());
    answer.put("service_tier", tier()).put("system_fingerprint", FINGERPRINT);
    return answer;
  }

  private ObjectNode choice(int index) {
    Completion completion = choices.get(index);
    ObjectNode choice = node().put("index", index);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", completion.content()).put("refusal", completion.refusal());
    message.putArray("annotations");
    return choice.putNull("logprobs").put("finish_reason", completion.finishReason());
  }

  /** Sends the answer as events; the caller closes the stream. */
  void stream(OutputStream out, Tokens tokens) throws IOException {
    for (int i = 0; i < choices.size(); i++) {
      stream(out, i, tokens);
    }
    if (request.streamsUsage()) {
      ObjectNode last = chunk();
      last.putArray("choices");
      last.set("usage", usage.json());
      send(out, obfuscated(last).toString());
    }
    send(out, "[DONE]");
  }

  private void stream(OutputStream out, int index, Tokens tokens) throws IOException {
    Completion completion = choices.get(index);
    ObjectNode first = node().put("role", "assistant").put("content", "").putNull("refusal");
    send(out, piece(index, first, null));
    String field = completion.refusal() == null ? "content" : "refusal";
    String text = completion.refusal() == null ? completion.content() : completion.refusal();
    for (String piece : tokens.pieces(text == null ? "" : text, TOKENS_A_PIECE)) {
      send(out, piece(index, node().put(field, piece), null));
    }
    send(out, piece(index, node(), completion.finishReason()));
  }

  private String piece(int index, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (request.streamsUsage()) {
      chunk.putNull("usage");
    }
    return obfuscated(chunk).toString();
  }

  private ObjectNode chunk() {
    return frame("chat.completion.chunk")
        .put("service_tier", tier())
        .put("system_fingerprint", FINGERPRINT);
  }

  private ObjectNode frame(String object) {
    return node()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", Models.DATED_JUDGE);
  }

  /** OpenAI fills chunks up with noise so that their length tells nothing. */
  private static ObjectNode obfuscated(ObjectNode chunk) {
    return chunk.put("obfuscation", letters(ThreadLocalRandom.current().nextInt(1, 12)));
  }

  private String tier() {
    String tier = request.tier();
    return tier == null || tier.equals("auto") ? "default" : tier;
  }

  private static ObjectNode node() {
    return JsonMapper.shared().createObjectNode();
  }

  private static void send(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
