package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.reddit.Things.More;
import hub.sources.NewText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads listings, threads and {@code morechildren} answers.
 *
 * <p>How this works, and why: Reddit wraps the same few kinds of thing in four shapes (a listing,
 * an array of listings, a flat list under {@code json.data.things}, a thing alone), and replies are
 * a listing or the empty string. One walk reads them all, keeps the order, and reports what it
 * could not read instead of failing on one bad thing.
 */
final class ThingReader {
  private final TextReader texts;
  private final List<NewText> read = new ArrayList<>();
  private final List<More> mores = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable String after;

  private ThingReader(TextReader texts) {
    this.texts = texts;
  }

  /** Reads an answer; empty if it has none of the shapes that hold things. */
  static Optional<Things> read(JsonNode answer, TextReader texts) {
    ThingReader reader = new ThingReader(texts);
    return reader.shape(answer, "")
        ? Optional.of(new Things(reader.read, reader.mores, reader.after, reader.problems))
        : Optional.empty();
  }

  private boolean shape(JsonNode node, String path) {
    if (node.isArray()) {
      return array(node, path);
    }
    if (node.path("json").path("data").path("things").isArray()) {
      children(node.path("json").path("data").path("things"), path + "json.data.things");
      return true;
    }
    if (node.path("kind").asText("").equals("Listing")) {
      return listing(node.path("data"), path + "data");
    }
    return isThing(node) && thing(node, path + node.path("kind").asText(""));
  }

  private boolean array(JsonNode node, String path) {
    boolean read = !node.isEmpty();
    for (int i = 0; i < node.size(); i++) {
      read &= shape(node.get(i), path + "[" + i + "].");
    }
    return read;
  }

  private boolean listing(JsonNode data, String path) {
    if (!data.path("children").isArray()) {
      return false;
    }
    after = data.path("after").isTextual() ? data.path("after").asText("") : null;
    children(data.path("children"), path + ".children");
    return true;
  }

  private void children(JsonNode children, String path) {
    for (int i = 0; i < children.size(); i++) {
      thing(children.get(i), path + "[" + i + "]");
    }
  }

  private static boolean isThing(JsonNode node) {
    return node.path("data").isObject() && node.path("kind").asText("").matches("t[1-6]|more");
  }

  private boolean thing(JsonNode thing, String path) {
    JsonNode data = thing.path("data");
    switch (thing.path("kind").asText("")) {
      case "t3" -> keep(() -> texts.post(data), path);
      case "t1" -> {
        keep(() -> texts.comment(data), path);
        children(
            data.path("replies").path("data").path("children"),
            path + ".data.replies.data.children");
      }
      case "more" -> keepMore(data, path);
      default -> {
        // Communities, users and the like hold no text that is collected.
      }
    }
    return true;
  }

  private void keep(ReadsText reading, String path) {
    try {
      read.add(reading.text());
    } catch (UnreadableThing e) {
      problems.add(path + "." + e.getMessage());
    }
  }

  private void keepMore(JsonNode data, String path) {
    String parent = data.path("parent_id").asText("");
    if (!TextReader.isFullname(parent)) {
      problems.add(
          path + ".data.parent_id is missing or no fullname, expected for instance t1_abc");
      return;
    }
    List<String> children = new ArrayList<>();
    data.path("children").forEach(child -> children.add(child.asText("")));
    children.removeIf(id -> !TextReader.isId(id));
    mores.add(new More(parent, children));
  }

  @FunctionalInterface
  private interface ReadsText {
    NewText text() throws UnreadableThing;
  }

  /**
   * One thing lacks what a text can't be stored without. The message names field and expectation,
   * never content.
   */
  static final class UnreadableThing extends Exception {
    UnreadableThing(String message) {
      super(message);
    }
  }
}
