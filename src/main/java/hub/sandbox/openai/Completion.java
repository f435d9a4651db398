package hub.sandbox.openai;

import hub.sandbox.openai.judge.Reply;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One choice as it leaves, cut at the request's cap.
 *
 * @param content the text; null if refused
 * @param refusal why it was refused; null if it wasn't
 * @param finishReason {@code stop} or {@code length}
 * @param tokens output tokens, reasoning included
 * @param reasoning the part of {@code tokens} that nobody sees
 */
record Completion(
    @Nullable String content,
    @Nullable String refusal,
    String finishReason,
    int tokens,
    int reasoning) {

  /** Cuts what the model wants to say at the cap: reasoning counts first, as it comes first. */
  static Completion of(Reply reply, int cap, Tokens tokens) {
    if (reply.reasoningTokens() >= cap) {
      return new Completion("", null, "length", cap, cap);
    }
    int room = cap - reply.reasoningTokens();
    String text =
        Objects.requireNonNullElse(
            reply.content(), Objects.requireNonNullElse(reply.refusal(), ""));
    int length = tokens.count(text);
    if (reply.runsAway()) {
      return cut(tokens.head(text, room) + "\n".repeat(Math.max(0, room - length)), reply, cap);
    }
    if (length > room) {
      return cut(tokens.head(text, room), reply, cap);
    }
    return new Completion(
        reply.content(),
        reply.refusal(),
        "stop",
        reply.reasoningTokens() + length,
        reply.reasoningTokens());
  }

  private static Completion cut(String text, Reply reply, int cap) {
    return new Completion(text, null, "length", cap, reply.reasoningTokens());
  }

  /** How it ended, for the journal: {@code stop}, {@code length} or {@code refused}. */
  String outcome() {
    return refusal == null ? finishReason : "refused";
  }
}
