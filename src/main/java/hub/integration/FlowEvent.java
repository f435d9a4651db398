package hub.integration;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a flow; never changed.
 *
 * @param number the version it was about
 * @param who a person's name, or in words what did it
 * @param why what led to it; empty if nothing needs saying
 */
public record FlowEvent(int number, What what, String who, String why, Instant at) {

  /** What happened. */
  public enum What {
    /** This version began to serve. */
    PUBLISHED,
    /** This version served and was taken back. */
    WENT_BACK,
    /** This version did not get to serve. */
    REFUSED,
    STARTED,
    SUSPENDED,
    STOPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
