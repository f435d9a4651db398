package hub.sandbox.stripe;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request says: {@code items[0][price]=x} as the tree it means. */
record Form(ObjectNode tree) {

  static Form of(Map<String, String> pairs) {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    pairs.forEach(
        (name, value) -> {
          if (!name.isEmpty()) {
            put(tree, name.replace("]", "").split("\\["), value);
          }
        });
    return new Form((ObjectNode) lists(tree));
  }

  private static void put(ObjectNode tree, String[] path, String value) {
    ObjectNode at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      JsonNode next = at.get(path[i]);
      at = next instanceof ObjectNode object ? object : at.putObject(path[i]);
    }
    String last = path[path.length - 1];
    at.put(last.isEmpty() ? Integer.toString(at.size()) : last, value);
  }

  /** Objects whose names count from 0 are lists. */
  private static JsonNode lists(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    for (String name : object.propertyNames().toArray(String[]::new)) {
      object.set(name, lists(object.path(name)));
    }
    if (object.isEmpty() || !object.propertyNames().stream().allMatch(n -> n.matches("\\d+"))) {
      return object;
    }
    ArrayNode list = JsonMapper.shared().createArrayNode();
    object.values().forEach(list::add);
    return list;
  }

  /** The text at this place, {@code payload/value}, if it is given. */
  Optional<String> text(String path) {
    JsonNode found = tree.at("/" + path);
    return found.isMissingNode() ? Optional.empty() : Optional.of(found.asString());
  }

  /**
   * The text at this place.
   *
   * @throws StripeProblem if it is not given
   */
  String needed(String path) {
    return text(path)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> StripeProblem.needs(path.replaceAll("/([^/]+)", "[$1]")));
  }

  /** The whole number at this place, if it is given. */
  Optional<Long> number(String path) {
    try {
      return text(path).map(Long::valueOf);
    } catch (NumberFormatException none) {
      throw StripeProblem.invalid("parameter_invalid_integer", path, "Invalid integer: " + path);
    }
  }

  /** The object at this place; empty if there is none. */
  ObjectNode object(String path) {
    return tree.at("/" + path) instanceof ObjectNode object
        ? object.deepCopy()
        : JsonMapper.shared().createObjectNode();
  }
}
