package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody may try who writes routes, a file each. The second line of a file says which kind
 * of flow it is, which line is refused and by which rule.
 */
class HostileFlowsTest {
  private static final Pattern EXPECTED = Pattern.compile("# (source|result), line (\\d+), (\\w+)");

  static List<Path> refused() throws IOException {
    return files("src/test/resources/hostile/refused");
  }

  /** Those that are run as well, without this check, to see that they are contained. */
  static List<Path> contained() throws IOException {
    return files("src/test/resources/hostile");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  @DisplayName("H2 H3 H4 H5 no hostile flow can be published")
  void refusesItWithItsLineAndAReason(Path file) throws IOException {
    String yaml = Files.readString(file);
    Matcher expected = EXPECTED.matcher(yaml.lines().toList().get(1));
    assertThat(expected.matches()).as("the second line says what is expected").isTrue();
    FlowKind kind = FlowKind.valueOf(expected.group(1).toUpperCase(Locale.ROOT));
    int line = Integer.parseInt(expected.group(2));

    Checked checked = TestChecks.CHECK.check(new FlowText(kind, "hostile", yaml));

    assertThat(checked.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.rule()).isEqualTo(expected.group(3));
            });
    assertClear(checked);
  }

  @ParameterizedTest
  @MethodSource("contained")
  @DisplayName("H2 H3 H4 H5 H6 what would be contained is refused before")
  void refusesWhatWouldBeContained(Path file) throws IOException {
    String yaml =
        Files.readString(file)
            .replace("@TRAP@", "127.0.0.1:9")
            .replace("@PORT@", "9")
            .replaceAll("@(CANARY|FOLDER|PWNED)@", "/private/x")
            .replace("@BASE@", "private");

    assertClear(TestChecks.result("hostile", yaml));
  }

  private static void assertClear(Checked checked) {
    assertThat(checked.passes()).isFalse();
    assertThat(checked.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.sentence())
                  .endsWith(".")
                  .doesNotContain("networknt", "org.apache.camel.language");
              assertThat(problem.remedy()).isNotBlank();
              assertThat(problem.line()).isPositive();
              assertThat(problem.column()).isPositive();
              assertThat(problem.endColumn()).isGreaterThanOrEqualTo(problem.column());
            });
  }

  @Test
  void thereAreAtLeastSixty() throws IOException {
    assertThat(refused()).hasSizeGreaterThanOrEqualTo(60);
  }
}
