package hub.sandbox.openai.judge;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stage that judges posts one by one: what it says of one depends on that one alone. */
record Posts(Fields fields, Reader reader, Verdict verdict) implements Stage {

  /** What is said of one post; the id is there already. */
  @FunctionalInterface
  interface Verdict {
    void write(Field field, Reading reading, Chance chance, ObjectNode entry);
  }

  @Override
  public ObjectNode answer(JsonNode data, Chance chance) {
    Field field = fields.of(Stage.text(data, "topic"));
    ArrayNode entries = Stage.array();
    for (JsonNode item : data.path("items")) {
      Reading reading = reader.post(field, Stage.text(item, "title"), Stage.text(item, "text"));
      ObjectNode entry = Stage.object().put("id", Stage.text(item, "id"));
      verdict.write(field, reading, chance, entry);
      chance.add(entry, reading.name(), entries);
    }
    return Stage.items(entries);
  }
}
