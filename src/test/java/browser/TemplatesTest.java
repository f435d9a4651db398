package browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not be written in any template or script, held against their sources. */
class TemplatesTest {
  private static final Path RESOURCES = Path.of("src/main/resources");

  static Stream<Path> templates() throws IOException {
    return files("templates", ".html");
  }

  static Stream<Path> scripts() throws IOException {
    return files("static/js", ".js");
  }

  private static Stream<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(end)).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  @DisplayName("S10 A template has nothing inline and escapes all text")
  void hasNothingInlineAndEscapesAllText(Path template) throws IOException {
    String source = Files.readString(template);

    assertThat(source)
        .doesNotContain(
            "utext", "[(", "javascript:", "<style", "hx-on", "hx-vals='js", "th:inline");
    assertThat(
            Pattern.compile("\\s(th:)?style=|\\son[a-z]+=|<script(?![^>]*src=)")
                .matcher(source)
                .find())
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void hasNoPreprocessingByAccident(Path template) throws IOException {
    Pattern twoMarks = Pattern.compile("th:[a-z-]+=\"[^\"]*__[^\"]*__[^\"]*\"");

    assertThat(twoMarks.matcher(Files.readString(template)).find()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptRunsNoTextAsCode(Path script) throws IOException {
    assertThat(Files.readString(script))
        .doesNotContain(
            "eval(", "new Function", "document.write", ".style.", "setAttribute(\"style");
  }
}
