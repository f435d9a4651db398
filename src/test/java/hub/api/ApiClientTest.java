package hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestHub;
import hub.web.ApiToken.Scope;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the description promises to programs: OpenAPI Generator makes a Java client of it, and a
 * program on that client, {@code src/test/resources/client/RunAnalysis.java}, needs nothing else.
 */
class ApiClientTest {
  private static final Path GENERATOR = Path.of("target/client/openapi-generator-cli.jar");
  private static final Path PROGRAM = Path.of("src/test/resources/client/RunAnalysis.java");

  /** Annotations of today's names, plain nullable fields, and Java's own HTTP client below. */
  private static final String OPTIONS =
      "useJakartaEe=true,openApiNullable=false,hideGenerationTimestamp=true,"
          + "invokerPackage=client,apiPackage=client.api,modelPackage=client.model";

  @TempDir Path folder;

  @Test
  void letsAGeneratedClientRunAnAnalysisFromStartToResults() throws Exception {
    try (TestHub hub = TestHub.start(Map.of())) {
      Path description = folder.resolve("openapi.json");
      Files.writeString(description, new Program(hub, null).get("/api/openapi").body());
      Path client = folder.resolve("client");
      run(
          "-jar",
          GENERATOR.toString(),
          "generate",
          "--input-spec=" + description,
          "--generator-name=java",
          "--library=native",
          "--additional-properties=" + OPTIONS,
          "--output=" + client);
      Path classes = compile(client.resolve("src/main/java"));

      String said =
          run(
              "-cp",
              classes + File.pathSeparator + classPath(),
              "RunAnalysis",
              hub.url(),
              Program.tokenOf(hub, Scope.READ, Scope.RUN));

      assertThat(said)
          .contains("state: done")
          .containsPattern("lines: [1-9]")
          .containsPattern("opportunities: [1-9]");
    }
  }

  private Path compile(Path sources) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    Path list = folder.resolve("sources");
    try (Stream<Path> generated = Files.walk(sources)) {
      List<String> files =
          Stream.concat(
                  generated.filter(file -> file.toString().endsWith(".java")), Stream.of(PROGRAM))
              .map(Path::toString)
              .toList();
      Files.write(list, files);
    }
    String compiler = java().resolveSibling("javac").toString();
    start(
        List.of(
            compiler,
            "-J-XX:TieredStopAtLevel=1",
            "-nowarn",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            classPath(),
            "@" + list));
    return classes;
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    return start(command);
  }

  private static Path java() {
    return Path.of(ProcessHandle.current().info().command().orElseThrow());
  }

  /** The client's own libraries are among the hub's: Jackson and Jakarta's annotations. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String start(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command.getFirst() + " said " + said).isZero();
    return said;
  }
}
