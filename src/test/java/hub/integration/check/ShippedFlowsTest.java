package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ships and what the documentation shows keeps to the list, and to the YAML that other editors
 * write.
 */
class ShippedFlowsTest {
  private static final String ENDING = ".camel.yaml";

  static List<Path> shipped() throws IOException {
    return files("src/main/resources/routes");
  }

  static List<Path> results() throws IOException {
    return files("src/main/resources/flows");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("results")
  void everyResultFlowToBeginWithPasses(Path file) throws IOException {
    String name = file.getFileName().toString().replace(ENDING, "");

    assertThat(TestChecks.result(name, Files.readString(file)).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyFlowThatShipsPasses(Path file) throws IOException {
    String name = file.getFileName().toString().replace(ENDING, "");

    Checked checked = TestChecks.source(name, Files.readString(file));

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.routes()).isNotEmpty();
  }

  @Test
  void theForumOfTheDocumentationPasses() throws IOException {
    List<String> flows =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/forums.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertThat(flows).isNotEmpty();
    assertThat(flows)
        .allSatisfy(
            flow -> assertThat(TestChecks.source("lemmy-world", flow).problems()).isEmpty());
  }
}
