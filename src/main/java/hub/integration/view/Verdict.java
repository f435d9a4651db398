package hub.integration.view;

import hub.integration.check.Checked;
import hub.integration.check.Problem;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known of a text while it is written: what keeps it from being published, how it differs
 * from what serves, and its routes.
 *
 * @param changed numbers of the lines that differ, from 1
 * @param changes how many lines differ, gone ones included
 */
public record Verdict(
    List<Problem> problems,
    List<Integer> changed,
    int changes,
    List<Drawing> drawings,
    List<String> entries,
    Instant at) {

  static Verdict of(
      Checked checked, Difference difference, List<Drawing> drawings, Shape shape, Instant at) {
    return new Verdict(
        checked.problems(),
        difference.changedLines(),
        difference.size(),
        drawings,
        shape.routes().stream().map(Shape.Route::from).distinct().toList(),
        at);
  }

  public boolean passes() {
    return problems.isEmpty();
  }

  /** For the editor's script: {@code 15 25 26}. */
  public String changedWords() {
    return changed.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
