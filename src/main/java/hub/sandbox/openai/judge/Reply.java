package hub.sandbox.openai.judge;

import org.jspecify.annotations.Nullable;

/**
 * What the model wants to say, before any cap.
 *
 * @param content the text; null if it refuses
 * @param refusal why it refuses; null if it doesn't
 * @param reasoningTokens what it thought before, in tokens nobody sees
 * @param runsAway whether it goes on with white space until it is stopped
 */
public record Reply(
    @Nullable String content, @Nullable String refusal, int reasoningTokens, boolean runsAway) {

  /** Plain words without any thought. */
  public static Reply saying(String content) {
    return new Reply(content, null, 0, false);
  }

  static Reply refusing() {
    return new Reply(null, "I'm very sorry, but I can't assist with that request.", 0, false);
  }
}
