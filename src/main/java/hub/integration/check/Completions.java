package hub.integration.check;

import hub.integration.FlowText;

/** Says what can stand at a place of a flow's text, which need not be complete or right. */
public interface Completions {

  /**
   * Offers what the list of flows allows there.
   *
   * @param line from 1
   * @param column from 1, where the cursor stands
   */
  Completion at(FlowText flow, int line, int column);
}
