package hub.integration.process;

import hub.TestDatabase;
import hub.TestFolder;
import hub.ViewsLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Passes to the views of a test's database, whose server asks for no password. */
  public static ViewPasses passes(TestDatabase database) {
    return passes(database, TestDatabase.VIEWS);
  }

  static ViewPasses passes(TestDatabase database, String role) {
    return new ViewPasses(
        Optional.of(new ViewsLogin(database.url(), role, "any")), database.jdbc());
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
