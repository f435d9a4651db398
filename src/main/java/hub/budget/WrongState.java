package hub.budget;

import java.util.UUID;

/** An attempt can't do this in the state it is in: it was recovered, settled or released before. */
public final class WrongState extends IllegalStateException {
  private final UUID attemptId;

  public WrongState(UUID attemptId, String wanted) {
    super("Attempt " + attemptId + " can't be " + wanted + " in the state it is in");
    this.attemptId = attemptId;
  }

  public UUID attemptId() {
    return attemptId;
  }
}
