package hub.sandbox.openai;

import hub.sandbox.openai.ChatRequest.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Turns a request into the tokens that the vendor bills: schema first, then the messages. */
final class Prompts {
  private static final int[] AROUND_A_MESSAGE = {-1, -2, -3};
  private static final int[] BEFORE_THE_ANSWER = {-4, -5, -6};
  private static final int[] AROUND_A_SCHEMA = {-7, -8, -9, -10};

  private final Tokens tokens;

  Prompts(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The prompt's tokens; marks around messages are negative. */
  int[] tokensOf(ChatRequest request) {
    List<int[]> parts = new ArrayList<>();
    JsonNode schema = request.schema();
    if (schema != null) {
      parts.add(AROUND_A_SCHEMA);
      parts.add(tokens.ofStatic(Objects.requireNonNullElse(request.schemaName(), "")));
      parts.add(tokens.ofStatic(schema.toString()));
    }
    request.messages().forEach(message -> add(message, parts));
    parts.add(BEFORE_THE_ANSWER);
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private void add(Message message, List<int[]> parts) {
    parts.add(AROUND_A_MESSAGE);
    parts.add(tokens.ofStatic(message.role()));
    parts.add(message.isStatic() ? tokens.ofStatic(message.text()) : tokens.of(message.text()));
  }
}
