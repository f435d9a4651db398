package hub.integration.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Ready flows for results, each to be copied under a name of one's own; none runs by itself. */
public enum Example {
  WEBHOOK("Call a webhook, signed"),
  MAIL("Send a mail"),
  CHAT("Write to a chat"),
  FILE("Write to a file"),
  KAFKA("Write to a Kafka topic"),
  BEST("Send the best of an analysis, read from the database");

  private final String title;

  Example(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** {@code webhook}: the name that its text has until it is copied. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its YAML. */
  public String yaml() {
    String file = "/flows/" + word() + ".camel.yaml";
    try (InputStream in = Example.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The example " + file + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The example " + file + " cannot be read", e);
    }
  }

  /** Its YAML for a flow of another name, whose ids and endpoints begin with that. */
  public String yaml(String name) {
    return yaml()
        .replaceAll("(?m)^(\\s*(?:- )?id: )" + word() + "-", "$1" + name + "-")
        .replace("direct:flow-" + word() + "-", "direct:flow-" + name + "-");
  }
}
