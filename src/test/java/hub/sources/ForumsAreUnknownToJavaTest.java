package hub.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A forum is a flow and an address: no class outside of the sandbox knows one. */
class ForumsAreUnknownToJavaTest {
  private static final Pattern KNOWS =
      Pattern.compile(
          "hacker[-_ ]?news|hackernews|\\bhn\\b|algolia|ycombinator", Pattern.CASE_INSENSITIVE);

  @Test
  void noClassAndNoPageNamesAForumThatAFlowReads() throws IOException {
    List<Path> files;
    try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
        Stream<Path> pages = Files.walk(Path.of("src/main/resources"))) {
      files =
          Stream.concat(java, pages)
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().matches(".*\\.(java|html|js|sql)"))
              .filter(file -> !file.startsWith("src/main/resources/static/vendor"))
              .filter(file -> !file.startsWith("src/main/java/hub/sandbox"))
              .toList();
    }

    assertThat(files).hasSizeGreaterThan(300);
    assertThat(files).noneMatch(file -> KNOWS.matcher(file + " " + read(file)).find());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
