package hub.integration.trial;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.process.TestProcesses;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.mock.env.MockEnvironment;

/** Times dry runs for the benchmark of routes. */
public final class TrialBench {
  private static final String FLOW =
      """
      - route:
          id: timed-opportunity
          from:
            uri: direct:flow-timed-opportunity
            steps:
              - setBody:
                  id: timed-words
                  expression:
                    simple:
                      expression: "${body[title]}"
              - to:
                  id: timed-send
                  uri: https://example.com/
      """;

  private TrialBench() {}

  /** Milliseconds of a dry run from its call to its end, the best of so many. */
  public static long best(int runs) {
    ChildDryRun dryRun =
        new ChildDryRun(
            TestProcesses.settings(Duration.ofMinutes(1)),
            TestProcesses.CLASS_PATH,
            new MockEnvironment());
    AtomicLong best = new AtomicLong(Long.MAX_VALUE);
    for (int run = 0; run < runs; run++) {
      Trial trial =
          dryRun.run(
              new FlowText(FlowKind.RESULT, "timed", FLOW),
              "direct:flow-timed-opportunity",
              new TrialMessage("{\"title\": \"x\"}", "JSON", Map.of(), Map.of()));
      if (trial.failure() != null) {
        throw new IllegalStateException(trial.failure());
      }
      best.accumulateAndGet(trial.took().toMillis(), Math::min);
    }
    return best.get();
  }
}
