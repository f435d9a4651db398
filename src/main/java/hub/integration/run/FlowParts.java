package hub.integration.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * A version of a flow as Camel is given it: its steps under the version's own ids, and what
 * consumes from outside apart from them, so that steps change while consumers stay.
 *
 * <p>Camel is given the tree that was read here, never the text, so that it cannot read another
 * one.
 *
 * @param routes the ids of its routes, with the version's number
 * @param bodies all routes; each is asked by {@code direct:}
 * @param consumers the routes that bring messages from elsewhere, by id
 */
record FlowParts(List<String> routes, String bodies, Map<String, String> consumers) {
  /** Where the steps behind a consumer are asked; no name of an integrator's has a slash. */
  static final String BODY = "direct:body/";

  private static final JsonMapper JSON = new JsonMapper();

  /** What of a route is its consumer's too. */
  private static final List<String> POLICY = List.of("routeConfigurationId", "errorHandlerRef");

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException saying what the text is instead of a flow
   */
  static FlowParts of(int version, String yaml) {
    List<String> ids = new ArrayList<>();
    List<Object> bodies = new ArrayList<>();
    Map<String, String> consumers = new LinkedHashMap<>();
    for (Map<String, Object> route : routes(yaml)) {
      String id = string(route, "id");
      Map<String, Object> from = map(route.get("from"), "The from of " + id);
      if (!string(from, "uri").startsWith("direct:")) {
        consumers.put(
            id, JSON.writeValueAsString(List.of(Map.of("route", consumer(id, route, from)))));
        from = with(from, "uri", BODY + id);
        from.remove("parameters");
      }
      ids.add(idOf(id, version));
      Map<String, Object> body = with(route, "id", idOf(id, version));
      // Ids of steps must differ in all of Camel.
      body.put("nodePrefixId", "v" + version + ".");
      body.put("from", from);
      bodies.add(Map.of("route", body));
    }
    return new FlowParts(ids, JSON.writeValueAsString(bodies), consumers);
  }

  /** The id under which a version's route runs. */
  static String idOf(String route, int version) {
    return route + "@" + version;
  }

  /** A route's id as its author wrote it. */
  static String written(String idOfAVersion) {
    return idOfAVersion.replaceFirst("@\\d+$", "");
  }

  private static List<Map<String, Object>> routes(String yaml) {
    LoadSettings strict =
        LoadSettings.builder().setAllowDuplicateKeys(false).setMaxAliasesForCollections(0).build();
    if (!(new Load(strict).loadFromString(yaml) instanceof List<?> items) || items.isEmpty()) {
      throw new IllegalArgumentException("It holds no list of routes");
    }
    List<Map<String, Object>> routes = new ArrayList<>();
    for (Object item : items) {
      Map<String, Object> fields = map(item, "An item");
      if (!fields.keySet().equals(java.util.Set.of("route"))) {
        throw new IllegalArgumentException(
            "It holds %s, expected route items only".formatted(fields.keySet()));
      }
      routes.add(map(fields.get("route"), "A route"));
    }
    return routes;
  }

  private static Map<String, Object> consumer(
      String id, Map<String, Object> route, Map<String, Object> from) {
    Map<String, Object> consumer = new LinkedHashMap<>();
    consumer.put("id", id);
    POLICY.stream()
        .filter(route::containsKey)
        .forEach(name -> consumer.put(name, Objects.requireNonNull(route.get(name))));
    consumer.put("from", with(from, "steps", List.of(Map.of("to", Map.of("uri", BODY + id)))));
    return consumer;
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  @SuppressWarnings("unchecked") // keys of YAML that are no strings are refused by Camel
  private static Map<String, Object> map(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> fields) {
      return (Map<String, Object>) fields;
    }
    throw new IllegalArgumentException(what + " is no map");
  }

  private static String string(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof String value) {
      return value;
    }
    throw new IllegalArgumentException("A route has no " + name);
  }
}
