package hub.llm;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * One call that is held and under way: from its hold to its settlement it belongs to one thread.
 */
public final class PaidCall {
  private final UUID attemptId;
  private final Question question;
  private final ModelConnection connection;
  private final ModelPrice price;
  private final String cacheKey;
  private final BigDecimal hold;
  private boolean sent;

  PaidCall(
      UUID attemptId,
      Question question,
      ModelConnection connection,
      ModelPrice price,
      String cacheKey,
      BigDecimal hold) {
    this.attemptId = attemptId;
    this.question = question;
    this.connection = connection;
    this.price = price;
    this.cacheKey = cacheKey;
    this.hold = hold;
  }

  /** The attempt's id, which the vendor is told too. */
  public UUID attemptId() {
    return attemptId;
  }

  public Question question() {
    return question;
  }

  /** Where it is sent, and as whom. */
  public ModelConnection connection() {
    return connection;
  }

  /** The model that is asked. */
  public String model() {
    return price.model();
  }

  /** The worst case's charge, set aside for this call, in US dollars. */
  public BigDecimal hold() {
    return hold;
  }

  ModelPrice price() {
    return price;
  }

  String cacheKey() {
    return cacheKey;
  }

  /** Whether it may have left; until then nothing can have been billed. */
  boolean isSent() {
    return sent;
  }

  void markSent() {
    sent = true;
  }
}
