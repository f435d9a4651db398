package hub.integration.policy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Camel's own properties that a flow may read; it sets none. */
public enum FlowProperty {
  SPLIT_INDEX("CamelSplitIndex", "Which part of a split this is, from 0."),
  SPLIT_SIZE("CamelSplitSize", "How many parts there are."),
  SPLIT_COMPLETE("CamelSplitComplete", "Whether this is the last part."),
  LOOP_INDEX("CamelLoopIndex", "Which turn of a loop this is, from 0."),
  LOOP_SIZE("CamelLoopSize", "How many turns there are.");

  private final String word;
  private final String holds;

  FlowProperty(String word, String holds) {
    this.word = word;
    this.holds = holds;
  }

  public String word() {
    return word;
  }

  public String holds() {
    return holds;
  }

  static String names(String between) {
    return Arrays.stream(values()).map(FlowProperty::word).collect(Collectors.joining(between));
  }
}
