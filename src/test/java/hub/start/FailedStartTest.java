package hub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A start that cannot be: one message that says where and what to do, and the process ends. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class FailedStartTest {
  private static final String BROKEN_ROUTE =
      """
      - route:
          id: broken
          from:
            uri: direct:x
            steps:
              - to:
                  uri: nosuch:x
      """;

  static TestDatabase database;
  @TempDir Path folder;

  @BeforeAll
  static void startDatabase() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @Test
  void saysThatThePortIsTaken(CapturedOutput output) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fails("--server.port=" + taken.getLocalPort());

      says(output, "Port %d is in use".formatted(taken.getLocalPort()), "SERVER_PORT=");
    }
  }

  @Test
  void saysThatTheDatabaseIsNotReached(CapturedOutput output) {
    fails("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/sluice");

    says(output, "jdbc:postgresql://127.0.0.1:1/sluice cannot be used", "SPRING_DATASOURCE_URL");
  }

  @Test
  void saysWhichRouteIsBroken(CapturedOutput output) throws IOException {
    fails(routes(BROKEN_ROUTE));

    says(output, "nosuch", "Correct or remove that route");
  }

  @Test
  void saysWhereAYamlFileIsNotYaml(CapturedOutput output) throws IOException {
    fails(routes("- route:\n    id: broken\n   from: x\n"));

    says(output, "routes.camel.yaml, line 3", "Correct or remove that route");
  }

  @Test
  void saysWhereAStepIsUnknown(CapturedOutput output) throws IOException {
    fails(routes(BROKEN_ROUTE.replace("- to:", "- too:")));

    says(output, "Unknown node id: too", "Correct or remove that route");
  }

  @Test
  void refusesTheNetworkUntilTheAdministratorHasAPassword(CapturedOutput output) {
    fails("--server.address=0.0.0.0");

    says(output, "listen on 0.0.0.0", "set a password under /settings/password");
  }

  @Test
  void listensOnTheNetworkOnceTheAdministratorHasAPassword(CapturedOutput output) {
    database.asOwner().sql("update app_user set password_hash = '{bcrypt}x'").update();

    try (ConfigurableApplicationContext hub = run("--server.address=0.0.0.0")) {
      assertThat(hub.isRunning()).isTrue();
      assertThat(output)
          .contains("Sluice is ready: http://localhost:")
          .doesNotContain("/log-in/link");
    } finally {
      database.asOwner().sql("update app_user set password_hash = null").update();
    }
  }

  @Test
  void printsALinkAtEachStartUntilThereIsAPassword(CapturedOutput output) {
    run().close();
    run().close();

    assertThat(output.getOut().split("/log-in/link\\?token=")).hasSize(3);
  }

  @Test
  void endsTheProcessWithAnError() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareHub.class.getName()));
    command.addAll(List.of(arguments(routes(BROKEN_ROUTE))));

    Process hub =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();

    assertThat(hub.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(hub.exitValue()).isNotZero();
    assertThat(Files.readString(folder.resolve("out"))).contains("nosuch").doesNotContain("\tat ");
  }

  private String routes(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("routes.camel.yaml"), yaml);
    return "--camel.main.routes-include-pattern=file:" + file;
  }

  private static void fails(String argument) {
    assertThatThrownBy(() -> run(argument).close()).isNotNull();
  }

  private static void says(CapturedOutput output, String fact, String action) {
    assertThat(output.getOut().replaceAll("\\s+", " ")).contains(fact).contains(action);
    assertThat(output).doesNotContain("\tat ");
  }

  private static ConfigurableApplicationContext run(String... arguments) {
    return SpringApplication.run(BareHub.class, arguments(arguments));
  }

  /** The usual arguments, with those given here in place of the same ones. */
  private static String[] arguments(String... own) {
    Map<String, String> byName = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=sluice",
                "--spring.flyway.user=postgres"),
            Stream.of(own))
        .forEach(argument -> byName.put(argument.replaceFirst("=.*", ""), argument));
    return byName.values().toArray(String[]::new);
  }
}
