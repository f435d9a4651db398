package hub.integration.child;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.policy.FlowView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each hostile flow without any check of its text, on the hub's whole class path. */
class HostileFlowsTest {
  private static final Path FLOWS = Path.of("src/test/resources/hostile");
  private static final String SECRET = "a-planted-secret-of-the-workspace";
  private static final String PROPERTY = "a-planted-system-property";
  private static final String WORDS = "words-of-a-file-that-nobody-may-read";

  @TempDir static Path base;
  private static Trap trap;
  private static ExecutorService threads;

  @BeforeAll
  static void plant() throws IOException {
    trap = new Trap();
    threads = Executors.newVirtualThreadPerTaskExecutor();
    System.setProperty("sluice.canary", PROPERTY);
    Files.createDirectories(base.resolve("private"));
    Files.writeString(base.resolve("private/canary.txt"), WORDS);
  }

  @AfterAll
  static void clear() throws IOException {
    System.clearProperty("sluice.canary");
    threads.shutdownNow();
    trap.close();
  }

  /** What never ends is for a process that can be killed, see ChildDryRunTest. */
  static List<String> flows() throws IOException {
    try (Stream<Path> files = Files.list(FLOWS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .filter(name -> !name.startsWith("endless-") && !name.startsWith("giant-"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void thereAreAtLeastSixty() throws IOException {
    assertThat(flows()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("flows")
  @DisplayName("H2 H3 H4 H5 H6 H7 nothing gets out of a hostile flow")
  void isContained(String name) throws Exception {
    String yaml = yaml(name);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    run(begin(yaml, false), told);
    run(begin(yaml, true), told);

    assertThat(trap.caught()).as("connections to loopback").isZero();
    assertThat(base.resolve("pwned.txt")).doesNotExist();
    assertThat(base.resolve("private/elsewhere")).doesNotExist();
    assertThat(String.join("\n", told))
        .doesNotContain(SECRET, PROPERTY, WORDS, System.getenv("PATH"));
    assertThat(filesWith(SECRET)).isEmpty();
  }

  private static String yaml(String name) throws IOException {
    return Files.readString(FLOWS.resolve(name + ".yaml"))
        .replace("@TRAP@", "127.0.0.1:" + trap.port())
        .replace("@PORT@", String.valueOf(trap.port()))
        .replace("@CANARY@", base.resolve("private/canary.txt").toString())
        .replace("@FOLDER@", base.resolve("private").toString())
        .replace("@PWNED@", base.resolve("pwned.txt").toString())
        .replace("@BASE@", base.toString().substring(1));
  }

  private static Begin begin(String yaml, boolean trial) {
    return new Begin(
        trial,
        List.of(new Begin.Code("hostile", yaml)),
        trial ? Map.of() : Map.of("webhook", SECRET),
        Map.of(),
        List.of(),
        base.resolve("workspace").toString(),
        Map.of(),
        new Begin.Views(FlowView.words(), trial ? null : database()));
  }

  /** A database that nobody may reach with what these flows ask. */
  private static Begin.Access database() {
    return new Begin.Access(
        "jdbc:postgresql://127.0.0.1:%d/sluice".formatted(trap.port()), "views", SECRET, SECRET);
  }

  /** A flow that is refused at its start got nowhere; one that starts is given a message. */
  private static void run(Begin begin, List<String> told) throws Exception {
    Hub hub = said -> told.add(said.toString());
    Future<?> run =
        threads.submit(
            () -> {
              try (FlowContext flow = new FlowContext(begin, begin.flows().getFirst(), hub)) {
                told.add(String.valueOf(flow.run(task())));
              } catch (Exception refused) {
                told.add(Failures.ofStart(refused));
              }
              return null;
            });
    // One that hangs would take a processor from all later tests: it belongs to the endless ones.
    run.get(60, TimeUnit.SECONDS);
  }

  private static Task task() {
    return new Task(
        "1",
        "hostile",
        "direct:flow-hostile-opportunity",
        "words that could be sent",
        false,
        Map.of(
            "event",
            "opportunity",
            "host",
            "127.0.0.1:" + trap.port(),
            "placeholder",
            "{{env:PATH}}",
            "CamelHttpUri",
            "http://127.0.0.1:" + trap.port() + "/",
            "camelHTTPuri",
            "http://127.0.0.1:" + trap.port() + "/",
            "kafka.OVERRIDE_TOPIC",
            "stolen"),
        Map.of());
  }

  private static List<Path> filesWith(String words) throws IOException {
    try (Stream<Path> files = Files.walk(base)) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains(words)) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
