package hub.integration.child;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.component.properties.PropertiesParser;

/**
 * What placeholders stand for: what the hub gave this process and nothing else, no environment, no
 * system property, no bean.
 */
final class Placeholders implements PropertiesParser {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final String SECRET = "flow.secret.";

  private final Map<String, String> known;

  Placeholders(Map<String, String> known) {
    this.known = Map.copyOf(known);
  }

  @Override
  public String parseUri(
      String text,
      PropertiesLookup properties,
      boolean fallback,
      boolean keepUnresolvedOptional,
      boolean nested) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1).strip())));
  }

  private String value(String name) {
    if (name.startsWith(SECRET) && name.substring(SECRET.length()).matches("[a-z0-9-]+")) {
      return Secrets.mark(name.substring(SECRET.length()));
    }
    String value = known.get(name);
    if (value == null) {
      throw new Refused("Flows may not use the placeholder {{%s}}".formatted(name));
    }
    return value;
  }

  @Override
  public String parseProperty(String key, String value, PropertiesLookup properties) {
    return value;
  }
}
