package hub.integration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What one process makes of a flow.
 *
 * @param name the process for people, for instance {@code hub 4711}
 * @param version which version serves there; 0 if none does
 * @param error why the published version does not; empty if it does
 * @param traffic what went through it there since it began to serve
 */
public record FlowNode(
    UUID process,
    String name,
    int version,
    State state,
    String error,
    List<RouteTraffic> traffic,
    Instant at) {

  /** Where a flow stands on a process. */
  public enum State {
    SERVES,
    SUSPENDED,
    OFF,
    /** What was published could not start; what served before still does, if anything did. */
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
