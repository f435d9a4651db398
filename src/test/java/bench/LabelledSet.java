package bench;

import bench.Labelled.Half;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The labelled texts and the labelled pairs of {@code src/test/resources/judge}.
 *
 * @param texts each post before its comments
 * @param pairs of posts with a problem
 */
record LabelledSet(List<Labelled> texts, List<Pair> pairs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two posts by their ids, and whether they tell of the same problem. */
  record Pair(String one, String other, boolean same) {}

  static LabelledSet read() throws IOException {
    return new LabelledSet(
        lines("labelled.jsonl").stream().map(Labelled::of).toList(),
        lines("pairs.jsonl").stream()
            .map(
                pair ->
                    new Pair(
                        pair.path("one").asText(),
                        pair.path("other").asText(),
                        pair.path("same").asBoolean()))
            .toList());
  }

  private static List<JsonNode> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(LabelledSet.class.getResourceAsStream("/judge/" + file)),
                StandardCharsets.UTF_8))) {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(reader).readAll();
    }
  }

  /** One half of it, with the pairs of that half. */
  LabelledSet half(Half half) {
    Map<String, Labelled> chosen = new LinkedHashMap<>();
    texts.stream().filter(text -> text.half() == half).forEach(text -> chosen.put(text.id(), text));
    return new LabelledSet(
        List.copyOf(chosen.values()),
        pairs.stream()
            .filter(pair -> chosen.containsKey(pair.one()) && chosen.containsKey(pair.other()))
            .toList());
  }

  List<Labelled> posts() {
    return texts.stream().filter(Labelled::isPost).toList();
  }

  List<Labelled> comments() {
    return texts.stream().filter(text -> !text.isPost()).toList();
  }

  List<String> topics() {
    return texts.stream().map(Labelled::topic).distinct().toList();
  }

  /** A topic's threads as somebody would have saved them, with votes and without any label. */
  byte[] listing(String topic, Instant now) throws IOException {
    ObjectNode listing = JSON.createObjectNode().put("kind", "Listing");
    ArrayNode children = listing.putObject("data").putArray("children");
    Instant written = now.minus(Duration.ofDays(60));
    for (Labelled text : texts) {
      if (text.topic().equals(topic)) {
        written = written.plus(Duration.ofHours(7));
        thing(children.addObject(), text, written);
      }
    }
    return JSON.writeValueAsBytes(listing);
  }

  private static void thing(ObjectNode thing, Labelled text, Instant written) {
    thing.put("kind", text.isPost() ? "t3" : "t1");
    ObjectNode data = thing.putObject("data");
    data.put("name", name(text));
    data.put("subreddit", "labelled").put("author", text.author()).put("score", text.votes());
    data.put("created_utc", written.getEpochSecond());
    if (text.parent() == null) {
      data.put("title", text.title()).put("selftext", text.text());
      data.put("num_comments", text.comments());
    } else {
      data.put("link_id", "t3_" + plain(text.parent()));
      data.put("parent_id", "t3_" + plain(text.parent()));
      data.put("body", text.text());
    }
  }

  /** The name under which the hub stores the text. */
  static String name(Labelled text) {
    return (text.isPost() ? "t3_" : "t1_") + plain(text.id());
  }

  private static String plain(String id) {
    return id.replace("-", "");
  }
}
