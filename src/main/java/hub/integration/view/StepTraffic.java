package hub.integration.view;

import java.util.Map;

/**
 * What went through the steps of a route.
 *
 * @param steps by the step's id
 */
public record StepTraffic(Map<String, Count> steps) {
  static final StepTraffic NONE = new StepTraffic(Map.of());
  static final Count NOTHING = new Count(0, 0);

  /**
   * @param messages that came in, those that failed among them
   * @param failures that it or a step inside it did not get through
   */
  public record Count(long messages, long failures) {}

  public Count of(String step) {
    return steps.getOrDefault(step, NOTHING);
  }

  public boolean isKnown() {
    return !steps.isEmpty();
  }

  public long most() {
    return steps.values().stream().mapToLong(Count::messages).max().orElse(0);
  }
}
