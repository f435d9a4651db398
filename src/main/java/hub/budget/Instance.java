package hub.budget;

import java.util.UUID;

/** This process; a new identity at each start, so that no attempt of a dead process looks alive. */
public record Instance(UUID id) {
  /** An identity that nobody had before. */
  public static Instance fresh() {
    return new Instance(UUID.randomUUID());
  }
}
