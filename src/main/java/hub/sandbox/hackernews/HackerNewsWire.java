package hub.sandbox.hackernews;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes items as hn.algolia.com does: hits of a search flat, an item with the tree below it. */
final class HackerNewsWire {
  private HackerNewsWire() {}

  /** A story as a search's hit. */
  static ObjectNode hit(Item story, Set<String> words) {
    ObjectNode hit = JsonNodeFactory.instance.objectNode();
    ObjectNode highlights = JsonNodeFactory.instance.objectNode();
    highlight(highlights, "author", story.author(), words);
    highlight(highlights, "story_text", html(story.text()), words);
    highlight(highlights, "title", story.title(), words);
    hit.set("_highlightResult", highlights);
    ArrayNode tags = hit.putArray("_tags");
    tags(story).forEach(tags::add);
    hit.put("author", story.author());
    ArrayNode children = hit.putArray("children");
    story.children().forEach(child -> children.add(child.id()));
    times(hit, story);
    hit.put("num_comments", story.descendants());
    hit.put("objectID", String.valueOf(story.id()));
    hit.put("points", story.points());
    hit.put("story_id", story.id());
    hit.put("story_text", html(story.text()));
    hit.put("title", story.title());
    hit.put("updated_at", Instant.ofEpochSecond(story.created() + 86_400).toString());
    return hit;
  }

  /** An item with everything below it. */
  static ObjectNode item(Item item) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("author", item.author());
    ArrayNode children = node.putArray("children");
    item.children().forEach(child -> children.add(item(child)));
    times(node, item);
    node.put("id", item.id());
    node.putArray("options");
    node.put("parent_id", item.parent());
    node.put("points", item.points());
    node.put("story_id", item.author() == null ? null : item.story());
    node.put("text", html(item.text()));
    node.put("title", item.title());
    node.put("type", item.isStory() ? "story" : "comment");
    node.putNull("url");
    return node;
  }

  static List<String> tags(Item story) {
    Stream<String> usual = Stream.of("story", "author_" + story.author(), "story_" + story.id());
    return Stream.concat(usual, story.asks() ? Stream.of("ask_hn") : Stream.of()).toList();
  }

  private static void times(ObjectNode node, Item item) {
    node.put("created_at", Instant.ofEpochSecond(item.created()).toString());
    node.put("created_at_i", item.created());
  }

  private static void highlight(
      ObjectNode highlights, String field, @Nullable String value, Set<String> words) {
    ObjectNode node = highlights.putObject(field);
    ArrayNode matched = JsonNodeFactory.instance.arrayNode();
    String small = value == null ? "" : value.toLowerCase(java.util.Locale.ROOT);
    words.stream().filter(small::contains).forEach(matched::add);
    if (!matched.isEmpty()) {
      node.put("fullyHighlighted", false);
    }
    node.put(
        "matchLevel",
        matched.isEmpty() ? "none" : matched.size() == words.size() ? "full" : "partial");
    node.set("matchedWords", matched);
    node.put("value", value);
  }

  /** The first paragraph stands alone, each further one behind a tag that is never closed. */
  private static @Nullable String html(@Nullable String text) {
    return text == null
        ? null
        : Stream.of(text.split("\n\n"))
            .map(HackerNewsWire::escaped)
            .collect(Collectors.joining("<p>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#x27;")
        .replace("/", "&#x2F;");
  }
}
