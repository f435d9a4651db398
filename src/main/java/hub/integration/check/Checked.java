package hub.integration.check;

import hub.integration.FlowText;
import java.util.List;

/**
 * What the check of a flow found.
 *
 * @param problems in the order of their lines; empty if it may be published
 * @param routes empty if the text could not be read
 */
public record Checked(FlowText flow, List<Problem> problems, List<CheckedRoute> routes) {

  /** Whether it may be published and tried. */
  public boolean passes() {
    return problems.isEmpty();
  }
}
