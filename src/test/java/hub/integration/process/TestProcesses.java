package hub.integration.process;

import hub.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processes for flows as tests need them: patient, and allowed what is listed. */
public final class TestProcesses {
  /** One for all tests of a JVM: copying takes its time. */
  public static final ChildClassPath CLASS_PATH =
      new ChildClassPath(settings(Duration.ofMinutes(1)));

  private TestProcesses() {}

  /** With these private hosts, each {@code host:port}. */
  public static ChildSettings settings(Duration limit, String... hosts) {
    return new ChildSettings(
        "48m",
        limit,
        Duration.ofMinutes(1),
        limit,
        Duration.ofMinutes(2),
        List.of(hosts),
        TestFolder.of("flows"),
        TestFolder.of("flows-classes"),
        true);
  }

  /** With a class path, and so a cache, of its own in this folder. */
  public static ChildSettings settings(Path jars) {
    ChildSettings usual = settings(Duration.ofMinutes(1));
    return new ChildSettings(
        usual.heap(),
        usual.trialLimit(),
        usual.startLimit(),
        usual.deliveryLimit(),
        usual.idle(),
        usual.hosts(),
        usual.folder(),
        jars,
        true);
  }
}
