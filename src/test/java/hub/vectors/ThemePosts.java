package hub.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Short posts written for these tests: 120 in 12 themes, told in different words, and 12 about
 * nothing that the others are about.
 *
 * @param theme its name; one of its own for each of the others
 */
public record ThemePosts(String theme, String text) {

  /** A question for each theme, in words that its posts avoid. */
  public static final Map<String, String> QUESTIONS =
      Map.ofEntries(
          Map.entry("late-payers", "self-employed people whose customers do not pay on time"),
          Map.entry("allergens", "restaurants that must tell guests what is in a dish"),
          Map.entry("vet-shifts", "sharing out nights and weekends in an animal hospital"),
          Map.entry("tenant-deposits", "renters who do not get their deposit back"),
          Map.entry("school-chat", "parents who miss announcements from school"),
          Map.entry("bee-records", "keeping notes about bee colonies"),
          Map.entry("van-charging", "charging a fleet of electric delivery vehicles"),
          Map.entry("choir-music", "handing out and collecting scores in a choir"),
          Map.entry("translator-portals", "billing through the websites of translation agencies"),
          Map.entry("garden-water", "plants dry out while nobody is at home"),
          Map.entry("hearing-calls", "people with hearing loss in meetings and on the phone"),
          Map.entry("parcel-thief", "deliveries that disappear before one gets home"));

  public static List<ThemePosts> read() throws IOException {
    List<ThemePosts> posts = new ArrayList<>();
    try (InputStream file = ThemePosts.class.getResourceAsStream("/themes/labelled.tsv")) {
      String all = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.split("\n")) {
        String[] parts = line.split("\t");
        String theme = parts[0].equals("-") ? "alone-" + posts.size() : parts[0];
        posts.add(new ThemePosts(theme, parts[1]));
      }
    }
    return posts;
  }
}
