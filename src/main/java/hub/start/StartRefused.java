package hub.start;

import org.jspecify.annotations.Nullable;

/**
 * The hub cannot start for a reason that a person can mend; printed as one message, without a stack
 * trace.
 */
public class StartRefused extends RuntimeException {
  private final String action;

  /**
   * Refuses with what is so and what to do.
   *
   * @param fact what was found, and where
   * @param action what the reader should do now
   */
  public StartRefused(String fact, String action, @Nullable Throwable cause) {
    super(fact, cause);
    this.action = action;
  }

  /** Refuses for a reason that no exception reported. */
  public StartRefused(String fact, String action) {
    this(fact, action, null);
  }

  /** What the reader should do now. */
  public String action() {
    return action;
  }
}
