package hub.sandbox.openai;

import hub.sandbox.openai.judge.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the model says when it isn't asked for one of the stages: a sentence, or the emptiest JSON
 * that fits.
 */
final class SmallTalk {
  private SmallTalk() {}

  static Reply reply(ChatRequest request) {
    JsonNode schema = request.schema();
    if (schema != null) {
      return Reply.saying(emptiest(schema, schema, 0).toString());
    }
    return Reply.saying(
        request.wantsJson()
            ? "{\"answer\":\"I am the sandbox's model.\"}"
            : "I am the sandbox's model. I sort and judge posts; for anything else you need a real"
                + " one.");
  }

  private static JsonNode emptiest(JsonNode schema, JsonNode root, int depth) {
    JsonNode target =
        schema.has("$ref") ? root.at(schema.path("$ref").asString("#").substring(1)) : schema;
    if (target.path("enum").isArray() && !target.path("enum").isEmpty()) {
      return target.path("enum").get(0);
    }
    if (target.has("const")) {
      return target.get("const");
    }
    if (target.path("anyOf").isArray() && depth < 20) {
      return emptiest(target.path("anyOf").get(0), root, depth + 1);
    }
    return ofType(target, root, depth);
  }

  private static JsonNode ofType(JsonNode schema, JsonNode root, int depth) {
    JsonMapper json = JsonMapper.shared();
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
    return switch (type.asString("")) {
      case "object" -> {
        ObjectNode object = json.createObjectNode();
        if (depth < 20) {
          schema
              .path("properties")
              .properties()
              .forEach(
                  each -> object.set(each.getKey(), emptiest(each.getValue(), root, depth + 1)));
        }
        yield object;
      }
      case "array" -> {
        ArrayNode array = json.createArrayNode();
        for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
          array.add(emptiest(schema.path("items"), root, depth + 1));
        }
        yield array;
      }
      case "integer", "number" -> json.getNodeFactory().numberNode(schema.path("minimum").asInt(0));
      case "boolean" -> json.getNodeFactory().booleanNode(false);
      case "null" -> json.getNodeFactory().nullNode();
      default -> StringNode.valueOf("");
    };
  }
}
