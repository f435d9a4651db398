package hub.web;

import java.time.Instant;
import java.util.UUID;

/**
 * One browser's log-in.
 *
 * @param userAgent as the browser named itself, cut to 300 characters
 * @param address where it logged in from
 * @param lastSeenAt to the minute
 */
public record LogInSession(
    UUID id, String userAgent, String address, Instant startedAt, Instant lastSeenAt) {

  /** {@code Firefox on Windows}. */
  public String device() {
    return Device.inWords(userAgent);
  }
}
