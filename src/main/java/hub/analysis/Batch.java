package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one job of a stage is about.
 *
 * @param name unique among the stage's jobs: {@code c3}, its parts {@code c3.1}. What is asked
 *     again says by which stage, {@code c3.again-classify}: the next stage takes the name over, and
 *     must neither take that for its own asking nor call its own the same.
 * @param chunk the chunk it belongs to
 * @param post for comments, the post they answer; otherwise 0
 * @param ids the texts, in an order that code gave
 */
record Batch(String name, int chunk, long post, List<Long> ids) {

  static Batch of(JsonNode payload) {
    List<Long> ids = new ArrayList<>();
    payload.path("ids").forEach(id -> ids.add(id.asLong()));
    return new Batch(
        payload.path("name").asText(),
        payload.path("chunk").asInt(),
        payload.path("post").asLong(),
        List.copyOf(ids));
  }

  ObjectNode payload() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("name", name).put("chunk", chunk).put("post", post);
    ids.forEach(payload.putArray("ids")::add);
    return payload;
  }

  /** The same texts in parts of at most so many, or itself if one part is enough. */
  List<Batch> parts(int most) {
    if (ids.size() <= most) {
      return List.of(this);
    }
    int count = (ids.size() + most - 1) / most;
    List<Batch> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = i * ids.size() / count;
      int to = (i + 1) * ids.size() / count;
      parts.add(new Batch(name + "." + (i + 1), chunk, post, ids.subList(from, to)));
    }
    return parts;
  }

  /** The texts that got no answer from a stage, to be asked about once more. */
  Batch again(PaidStage stage, List<Long> missing) {
    return new Batch(name + again(stage), chunk, post, missing);
  }

  /** Whether this stage has asked about these texts before. */
  boolean wasAskedAgain(PaidStage stage) {
    return name.endsWith(again(stage));
  }

  private static String again(PaidStage stage) {
    return ".again-" + stage.key();
  }
}
