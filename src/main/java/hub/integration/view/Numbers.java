package hub.integration.view;

import hub.integration.FlowNode;
import hub.integration.RouteTraffic;
import hub.integration.delivery.Delivery;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What went through a flow, over all processes.
 *
 * @param meanMicros over all messages; 0 if there were none
 * @param p99Micros the slowest process's
 */
public record Numbers(long messages, long failures, int inFlight, long meanMicros, long p99Micros) {
  private static final String NOTHING = "–";
  private static final double MICROS = 1000;

  /**
   * @param entries the ids of the routes at which messages enter; what runs inside is not counted
   *     twice
   */
  static Numbers of(List<FlowNode> nodes, Set<String> entries) {
    return of(
        nodes.stream()
            .flatMap(node -> node.traffic().stream())
            .filter(traffic -> entries.contains(traffic.route()))
            .toList());
  }

  static Numbers of(Collection<RouteTraffic> all) {
    long messages = all.stream().mapToLong(RouteTraffic::exchanges).sum();
    return new Numbers(
        messages,
        all.stream().mapToLong(RouteTraffic::failures).sum(),
        all.stream().mapToInt(RouteTraffic::inFlight).sum(),
        messages == 0
            ? 0
            : all.stream().mapToLong(each -> each.meanMicros() * each.exchanges()).sum() / messages,
        all.stream().mapToLong(RouteTraffic::p99Micros).max().orElse(0));
  }

  /**
   * With what the delivery log says in the place of what processes counted, since those of result
   * flows end when nothing is due: what ended, what was given up, and what waits.
   */
  Numbers byLog(Map<Delivery.State, Integer> log) {
    int dead = log.getOrDefault(Delivery.State.DEAD, 0);
    return new Numbers(
        log.getOrDefault(Delivery.State.DELIVERED, 0) + dead,
        dead,
        log.getOrDefault(Delivery.State.WAITING, 0),
        meanMicros,
        p99Micros);
  }

  public String mean() {
    return meanMicros == 0 ? NOTHING : time(meanMicros);
  }

  public String p99() {
    return p99Micros == 0 ? NOTHING : time(p99Micros);
  }

  /** {@code 0.4 ms}, {@code 41 ms}, {@code 4.2 s}. */
  public static String time(long micros) {
    double millis = micros / MICROS;
    if (millis >= MICROS) {
      return String.format(Locale.ROOT, "%.1f s", millis / MICROS);
    }
    return String.format(Locale.ROOT, millis < 1 ? "%.1f ms" : "%.0f ms", millis);
  }
}
