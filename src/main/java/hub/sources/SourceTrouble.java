package hub.sources;

import java.time.Duration;

/**
 * A source did not give what was asked for. The message says who, what was seen and what that
 * means.
 */
public sealed class SourceTrouble extends RuntimeException {
  private SourceTrouble(String message) {
    super(message);
  }

  /**
   * One community can't be read (private, quarantined, gated, missing): it stops, the others go on.
   * Not retried.
   */
  public static final class CommunityClosed extends SourceTrouble {
    private final String community;

    public CommunityClosed(String community, String message) {
      super(message);
      this.community = community;
    }

    public String community() {
      return community;
    }
  }

  /**
   * The source refuses us (an unexplained 403, a wrong key): nothing more is asked until a person
   * looks.
   */
  public static final class SourceStopped extends SourceTrouble {
    public SourceStopped(String message) {
      super(message);
    }
  }

  /** The source is busy or down: park and come again. Burns no attempt. */
  public static final class SourceBusy extends SourceTrouble {
    private final Duration retryAfter;

    public SourceBusy(Duration retryAfter, String message) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
