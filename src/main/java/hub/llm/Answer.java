package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.UUID;

/** How a question ended. Every case is an ordinary outcome that the stage handles. */
public sealed interface Answer {

  /**
   * The model answered, and the answer fits the schema.
   *
   * @param json the answer; its texts are hostile, its ids unchecked
   * @param attemptId the paid attempt, or the one recorded before when {@code cached}
   * @param charge what this answer was charged, in US dollars; zero when cached
   * @param saved what the cache saved, in US dollars; zero unless cached
   * @param cached whether the answer was recorded before and not asked for again
   */
  record Answered(
      JsonNode json, UUID attemptId, BigDecimal charge, BigDecimal saved, boolean cached)
      implements Answer {}

  /** The model refused; charged for what it reported. */
  record Refused(String reason, UUID attemptId, BigDecimal charge) implements Answer {}

  /** The answer was cut off at its cap; it must be split, never asked again as it was. */
  record Truncated(UUID attemptId, BigDecimal charge) implements Answer {}

  /** The answer was no JSON or broke the schema. */
  record Malformed(String why, UUID attemptId, BigDecimal charge) implements Answer {}

  /**
   * The request alone is over the model's window or the key's tokens per minute: split it. Nothing
   * was charged.
   */
  record TooLarge(String why) implements Answer {}

  /**
   * The worst case does not fit into what is free, so nothing was sent.
   *
   * @param needed the worst case's charge, in US dollars
   * @param free what the budget had left, in US dollars
   * @param heldByOthers what running attempts hold and may give back, in US dollars
   */
  record DoesNotFit(BigDecimal needed, BigDecimal free, BigDecimal heldByOthers)
      implements Answer {}
}
