package hub.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the frame of every page is made of; templates have it as {@code @layout}. */
@Component("layout")
public class Layout {
  /** Every simulated part has a name here, so that the line can say it in words. */
  private static final String ALL =
      "Posts, people and model answers are invented on this machine, and no real money moves.";

  private static final List<String> SCRIPTS =
      List.of(
          "session",
          "theme",
          "menu",
          "keys",
          "tokens",
          "weights",
          "marks",
          "print",
          "thread",
          "countdown",
          "live",
          "upload");

  private final List<Place> places;
  private final String htmx;
  private final StyleSheet sheet;

  Layout(ObjectProvider<Place> places, StyleSheet sheet) {
    this.sheet = sheet;
    this.places = places.orderedStream().toList();
    this.htmx = versionOf("org.webjars.npm/htmx.org");
  }

  /** htmx's version, which is a part of its address. */
  public String getHtmx() {
    return htmx;
  }

  private static String versionOf(String artifact) {
    try (InputStream stream =
        Layout.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(stream, artifact + " is not in the jar"));
      return properties.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The places that exist and that somebody may open; none for a stranger. */
  public List<Place> places(@Nullable CurrentUser user) {
    return places.stream().filter(place -> user != null && place.opensFor().test(user)).toList();
  }

  /** The style sheet's version, which is a part of its address. */
  public String getStyles() {
    return sheet.version();
  }

  public List<String> getScripts() {
    return SCRIPTS;
  }

  /** What the sandbox line says, given the vendors that are simulated; empty if none is. */
  public String sandbox(@Nullable List<String> vendors) {
    if (vendors == null || vendors.isEmpty()) {
      return "";
    }
    if (vendors.size() > 1) {
      return ALL;
    }
    return vendors.getFirst() + " is simulated on this machine; what it answers is invented.";
  }
}
