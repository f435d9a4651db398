package hub.sandbox.openai.judge;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One kind of question that the model knows how to answer. */
interface Stage {

  /** The answer to the user message's JSON. */
  ObjectNode answer(JsonNode data, Chance chance);

  /** A text field of an item; empty if it is missing. */
  static String text(JsonNode item, String field) {
    JsonNode value = item.path(field);
    return value.isString() ? value.stringValue() : "";
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** An answer that lists entries under {@code items}. */
  static ObjectNode items(ArrayNode entries) {
    ObjectNode answer = object();
    answer.set("items", entries);
    return answer;
  }

  static ArrayNode array() {
    return JsonMapper.shared().createArrayNode();
  }
}
