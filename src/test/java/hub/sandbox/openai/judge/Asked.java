package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue;
import hub.sandbox.openai.judge.WrittenPosts.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the judge about posts as the hub does: with ids of its own, in any order. */
final class Asked {
  private final Judge judge;
  private final String topic;
  private final Quirks quirks;

  Asked(long seed, String topic, Quirks quirks) {
    this.judge = new Judge(Catalogue.standard(), Vectors.shared(), seed);
    this.topic = topic;
    this.quirks = quirks;
  }

  /** The answers about posts, each beside its own post, however they were shuffled and numbered. */
  Map<Written, JsonNode> about(String stage, List<Written> posts, long shuffle) {
    List<Written> shuffled = new ArrayList<>(posts);
    Collections.shuffle(shuffled, new Random(shuffle));
    ObjectNode data = JsonMapper.shared().createObjectNode().put("topic", topic);
    ArrayNode items = data.putArray("items");
    for (int i = 0; i < shuffled.size(); i++) {
      Written post = shuffled.get(i);
      items
          .addObject()
          .put("id", "i" + (i + 1))
          .put("problem", "")
          .put("title", post.title())
          .put("text", post.text());
    }
    Map<Written, JsonNode> answers = new LinkedHashMap<>();
    for (JsonNode entry : reply(stage, data).path("items")) {
      int index = Integer.parseInt(entry.path("id").stringValue().substring(1)) - 1;
      if (index < shuffled.size()) {
        ((ObjectNode) entry).remove("id");
        answers.putIfAbsent(shuffled.get(index), entry);
      }
    }
    return answers;
  }

  JsonNode reply(String stage, ObjectNode data) {
    return JsonMapper.shared()
        .readTree(String.valueOf(judge.reply(stage, data.toString(), quirks).content()));
  }

  ObjectNode data() {
    return JsonMapper.shared().createObjectNode().put("topic", topic);
  }

  static Written post(String title, String text) {
    return new Written("", "", title, text);
  }
}
