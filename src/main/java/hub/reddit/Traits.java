package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.sources.Bots;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts about a post or comment as the words that {@link hub.sources.NewText} names. */
final class Traits {
  private Traits() {}

  static Set<String> ofPost(JsonNode data, @Nullable String author, String body) {
    Set<String> traits = common(data, author, body);
    flag(traits, data, "over_18", "nsfw");
    flag(traits, data, "quarantine", "quarantined");
    flag(traits, data, "promoted", "promoted");
    flag(traits, data, "is_created_from_ads_ui", "promoted");
    if (data.path("crosspost_parent").isTextual()) {
      traits.add("crosspost");
    }
    content(traits, data);
    return Set.copyOf(traits);
  }

  static Set<String> ofComment(JsonNode data, @Nullable String author, String body) {
    return Set.copyOf(common(data, author, body));
  }

  private static Set<String> common(JsonNode data, @Nullable String author, String body) {
    Set<String> traits = new HashSet<>();
    if (Bots.wrote(author, body)) {
      traits.add("bot");
    }
    flag(traits, data, "stickied", "stickied");
    flag(traits, data, "locked", "locked");
    JsonNode edited = data.path("edited");
    if (edited.isNumber() || edited.asBoolean()) {
      traits.add("edited");
    }
    return traits;
  }

  private static void content(Set<String> traits, JsonNode data) {
    String hint = data.path("post_hint").asText("");
    if (data.path("is_gallery").asBoolean()) {
      traits.add("gallery");
    } else if (data.path("poll_data").isObject()) {
      traits.add("poll");
    } else if (data.path("is_video").asBoolean() || hint.endsWith(":video")) {
      traits.add("video");
    } else if (hint.equals("image") || data.path("domain").asText("").equals("i.redd.it")) {
      traits.add("image");
    } else if (!data.path("is_self").asBoolean(true)) {
      traits.add("link");
    }
  }

  private static void flag(Set<String> traits, JsonNode data, String field, String trait) {
    if (data.path(field).asBoolean()) {
      traits.add(trait);
    }
  }
}
