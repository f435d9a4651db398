package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Camel ignores the name of a failure policy that does not exist, so the route would run without
 * any.
 */
class FailurePoliciesTest {
  private static final Pattern USED = Pattern.compile("routeConfigurationId(?:\\(\"|: *)([\\w-]+)");
  private static final Pattern NAMED = Pattern.compile("routeConfiguration\\(\"([\\w-]+)\"\\)");

  @Test
  void existWhereverARouteNamesOne() {
    Set<String> named = namesIn(NAMED);

    assertThat(namesIn(USED)).isNotEmpty().isSubsetOf(named);
  }

  private static Set<String> namesIn(Pattern pattern) {
    try (Stream<Path> files =
        Stream.concat(
            Files.walk(Path.of("src/main/java/routes")),
            Files.walk(Path.of("src/main/resources/routes")))) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> pattern.matcher(text(file)).results())
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
