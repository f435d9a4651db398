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

  static List<Path> hostile() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/hostile"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName("H2 H3 H4 H5 no hostile flow can be published")
  void refusesItWithItsLineAndAReason(Path file) throws IOException {
    String yaml = Files.readString(file);
    Matcher expected = EXPECTED.matcher(yaml.lines().toList().get(1));
    assertThat(expected.matches()).as("the second line says what is expected").isTrue();
    FlowKind kind = FlowKind.valueOf(expected.group(1).toUpperCase(Locale.ROOT));
    int line = Integer.parseInt(expected.group(2));

    Checked checked = TestChecks.CHECK.check(new FlowText(kind, "hostile", yaml));

    assertThat(checked.passes()).isFalse();
    assertThat(checked.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.rule()).isEqualTo(expected.group(3));
            });
    assertThat(checked.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.sentence()).endsWith(".").doesNotContain("com.networknt");
              assertThat(problem.remedy()).isNotBlank();
              assertThat(problem.endColumn()).isGreaterThanOrEqualTo(problem.column());
            });
  }

  @Test
  void thereAreAtLeastSixty() throws IOException {
    assertThat(hostile()).hasSizeGreaterThanOrEqualTo(60);
  }
}
