package hub.sandbox.reddit;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Which fields a kind of thing has, with the JSON types each was seen with. */
final class Shape {
  private final Map<String, Set<String>> types = new TreeMap<>();
  private final Map<String, Integer> seen = new TreeMap<>();
  private int things;

  static Shape of(Collection<JsonNode> things) {
    Shape shape = new Shape();
    things.forEach(shape::add);
    return shape;
  }

  private void add(JsonNode thing) {
    things++;
    thing
        .properties()
        .forEach(
            field -> {
              types
                  .computeIfAbsent(field.getKey(), key -> new TreeSet<>())
                  .add(type(field.getValue()));
              seen.merge(field.getKey(), 1, Integer::sum);
            });
  }

  private static String type(JsonNode value) {
    return value.isIntegralNumber()
        ? "whole number"
        : value.isNumber() ? "fraction" : value.getNodeType().name();
  }

  Set<String> fields() {
    return types.keySet();
  }

  /** The fields that every one had. */
  Set<String> always() {
    Set<String> always = new TreeSet<>(types.keySet());
    always.removeIf(field -> seen.get(field) < things);
    return always;
  }

  /** What this shape has that the other never had, as {@code field: type}. */
  Set<String> beyond(Shape recorded) {
    Set<String> beyond = new TreeSet<>();
    types.forEach(
        (field, kinds) ->
            kinds.stream()
                .filter(kind -> !recorded.types.getOrDefault(field, Set.of()).contains(kind))
                .forEach(kind -> beyond.add(field + ": " + kind)));
    return beyond;
  }
}
