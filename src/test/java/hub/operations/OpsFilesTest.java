package hub.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

class OpsFilesTest {
  private static final Pattern SETTING = Pattern.compile("(?:HUB|SERVER)_[A-Z_]+");

  @Test
  void tellsWhatToDoAboutEachAlertAndNothingElse() throws IOException {
    Set<String> headings =
        Pattern.compile("^## (\\w+)$", Pattern.MULTILINE)
            .matcher(OpsFiles.runbook())
            .results()
            .map(heading -> heading.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(OpsFiles.alerts())
        .extracting(OpsFiles.Alert::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(10)
        .hasSameElementsAs(headings);
  }

  @Test
  void setsOnlyWhatTheHubKnows() throws IOException {
    Map<Object, Object> known = known();
    Set<String> keys =
        known.keySet().stream().map(key -> letters(key.toString())).collect(Collectors.toSet());

    Set<String> used =
        SETTING
            .matcher(OpsFiles.manifests().toString())
            .results()
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).contains("HUB_ROLES", "HUB_KAFKA_BROKERS", "HUB_KEYS_MASTER_KEY");
    // Spring's own, which the hub leaves at its default.
    used.remove("SERVER_FORWARD_HEADERS_STRATEGY");
    assertThat(used).allSatisfy(name -> assertThat(keys).contains(letters(name)));
  }

  private static Map<Object, Object> known() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    return yaml.getObject();
  }

  /** Spring reads HUB_LLM_API_KEY and hub.llm.api-key as the same name. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
