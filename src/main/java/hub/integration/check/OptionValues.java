package hub.integration.check;

import hub.integration.check.Tree.Word;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.jspecify.annotations.Nullable;

/** Holds the values of an endpoint's options against Camel's own catalogue. */
final class OptionValues {
  private final DefaultRuntimeCamelCatalog catalog;
  private final Placeholders placeholders;
  private final Findings findings;

  OptionValues(DefaultRuntimeCamelCatalog catalog, Placeholders placeholders, Findings findings) {
    this.catalog = catalog;
    this.placeholders = placeholders;
    this.findings = findings;
  }

  /** What Camel itself would say of the options. */
  void check(Word uri, Map<String, Option> options, boolean from) {
    if (options.isEmpty()) {
      return;
    }
    String query =
        options.entrySet().stream()
            .map(
                option ->
                    option.getKey()
                        + "="
                        + encoded(placeholders.filled(option.getValue().value().text())))
            .collect(Collectors.joining("&"));
    String path =
        placeholders.filled(Endpoints.pathOf(uri).text()).replaceAll("\\{\\{[^{}]*}}", "x");
    EndpointValidationResult result =
        catalog.validateEndpointProperties(path + "?" + query, false, from, !from);
    Map<String, String> wrong = new LinkedHashMap<>();
    add(wrong, result.getInvalidBoolean(), "true or false");
    add(wrong, result.getInvalidInteger(), "a whole number");
    add(wrong, result.getInvalidNumber(), "a number");
    add(wrong, result.getInvalidDuration(), "a duration, such as 500 or 10s");
    if (result.getInvalidEnum() != null) {
      result
          .getInvalidEnum()
          .forEach(
              (name, value) ->
                  wrong.put(name, "one of " + String.join(", ", result.getEnumChoices(name))));
    }
    wrong.forEach(
        (name, right) -> {
          Option option = options.get(name);
          if (option != null) {
            findings.add(
                option.value().place(),
                "endpoint",
                "%s cannot be %s.".formatted(name, option.value().text()),
                "Give %s.".formatted(right));
          }
        });
    if (result.getNotConsumerOnly() != null || result.getNotProducerOnly() != null) {
      return;
    }
    if (result.getSyntaxError() != null) {
      findings.add(
          uri.place(),
          "endpoint",
          "This is no address: %s.".formatted(result.getSyntaxError()),
          "See the documentation.");
    }
  }

  private static void add(
      Map<String, String> wrong, @Nullable Map<String, String> found, String right) {
    if (found != null) {
      found.keySet().forEach(name -> wrong.put(name, right));
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value.replaceAll("\\{\\{[^{}]*}}", "x"), StandardCharsets.UTF_8);
  }
}
