package hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** README's table of configuration holds what application.yaml says. */
class ReadmeTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `((?:HUB|SERVER)_[A-Z0-9_]+)`(?:, `[^`]*`)* \\| ([^|]*) \\|", Pattern.MULTILINE);

  @Test
  void namesOnlyKeysThatExistWithTheirDefaults() throws IOException {
    Map<String, String> defaults = defaults();

    List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("README.md"))).results().toList();

    assertThat(rows).hasSizeGreaterThan(5);
    assertThat(rows)
        .allSatisfy(
            row -> {
              String key = letters(row.group(1).replaceFirst("_0_.*", ""));
              assertThat(defaults).containsKey(key);
              assertThat(row.group(2)).isEqualTo(quoted(defaults.get(key)));
            });
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "" : "`" + value + "`";
  }

  private static Map<String, String> defaults() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    Map<String, String> defaults = new TreeMap<>();
    yaml.getObject()
        .forEach((key, value) -> defaults.put(letters(key.toString()), value.toString()));
    return defaults;
  }

  /** Spring reads HUB_LLM_API_KEY and hub.llm.api-key as the same name. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
