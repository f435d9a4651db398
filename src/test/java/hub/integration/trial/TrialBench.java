package hub.integration.trial;

import static org.awaitility.Awaitility.await;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.process.ChildClassPath;
import hub.integration.process.ChildSettings;
import hub.integration.process.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  private static final Path JARS = Path.of("target/bench-flows-classes");
  private final ChildSettings settings = TestProcesses.settings(JARS);
  private final ChildDryRun dryRun =
      new ChildDryRun(settings, new ChildClassPath(settings), new MockEnvironment());

  /** As on a new installation. */
  public void forgetCache() throws IOException {
    for (Path cache : caches()) {
      Files.delete(cache);
    }
  }

  /** Until the cache is there that the end of the first process has made. */
  public void awaitCache() {
    await().atMost(Duration.ofMinutes(3)).until(() -> !caches().isEmpty());
  }

  private static List<Path> caches() throws IOException {
    if (!Files.isDirectory(JARS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(JARS)) {
      return files.filter(file -> file.endsWith("start.aot")).toList();
    }
  }

  /** Milliseconds of a dry run from its call to its end, the best of so many. */
  public long best(int runs) {
    long best = Long.MAX_VALUE;
    for (int run = 0; run < runs; run++) {
      Trial trial =
          dryRun.run(
              new FlowText(FlowKind.RESULT, "timed", FLOW),
              "direct:flow-timed-opportunity",
              new TrialMessage("{\"title\": \"x\"}", "JSON", Map.of(), Map.of()));
      if (trial.failure() != null) {
        throw new IllegalStateException(trial.failure());
      }
      best = Math.min(best, trial.took().toMillis());
    }
    return best;
  }
}
