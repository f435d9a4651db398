package hub.jobs;

import java.time.Duration;
import java.util.List;

/**
 * Carries places of the line to whichever process receives them; the routes implement it where
 * there is a broker. What gets lost on its way is sent again, what comes twice changes nothing.
 */
public interface Carrier {
  /**
   * Returns once the broker has them all.
   *
   * @throws RuntimeException if it has not, for whatever reason
   */
  void carry(List<Dispatched> jobs);

  /** After how long a place that nobody took is sent again. */
  Duration sendAgain();
}
