package hub.integration.view;

import hub.integration.check.TestChecks;
import java.util.List;

/** What the documentation shows, for tests that run it. */
public final class TestGuide {
  private TestGuide() {}

  static Guide guide() {
    return new Guide(TestChecks.VALUES_OF_THE_HUB);
  }

  public static List<Guide.Example> examples() {
    return guide().examples();
  }
}
