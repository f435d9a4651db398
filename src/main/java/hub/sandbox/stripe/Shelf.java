package hub.sandbox.stripe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every object this Stripe knows, in the form in which it is answered. With a file, each change is
 * a line of it, so that a sandbox that starts again knows what it knew.
 */
final class Shelf {
  private static final ObjectNode SHAPES = shapes();

  private final Map<String, Map<String, ObjectNode>> kinds = new LinkedHashMap<>();
  private final @Nullable Path file;

  Shelf(@Nullable Path file) {
    this.file = file;
    if (file != null && Files.exists(file)) {
      read(file).forEach(line -> keep(line.path("kind").asString(), (ObjectNode) line.path("it")));
    }
  }

  /** A new object of this kind with every field that Stripe always gives. */
  static ObjectNode shape(String kind) {
    return ((ObjectNode) SHAPES.path(kind)).deepCopy();
  }

  /** The same with an id of its own. */
  static ObjectNode shape(String kind, String prefix) {
    String id = UUID.randomUUID().toString().replace("-", "");
    return shape(kind).put("id", prefix + "_" + id.substring(0, 24));
  }

  /** Remembers the object as it is now. */
  ObjectNode put(String kind, ObjectNode object) {
    keep(kind, object);
    if (file != null) {
      write(file, kind, object);
    }
    return object;
  }

  /**
   * The object of this id.
   *
   * @throws StripeProblem if there is none
   */
  ObjectNode get(String kind, String id) {
    ObjectNode found = kinds.getOrDefault(kind, Map.of()).get(id);
    if (found == null) {
      throw StripeProblem.missing(kind, id);
    }
    return found;
  }

  /** Whether there is one of this id. */
  boolean has(String kind, String id) {
    return kinds.getOrDefault(kind, Map.of()).containsKey(id);
  }

  /** All of a kind, oldest first. */
  Collection<ObjectNode> all(String kind) {
    return List.copyOf(kinds.getOrDefault(kind, Map.of()).values());
  }

  /** A list as Stripe answers it. */
  static ObjectNode list(String url, Collection<ObjectNode> objects) {
    ObjectNode list = JsonMapper.shared().createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    objects.forEach(data::add);
    return list.put("has_more", false).put("url", url);
  }

  private void keep(String kind, ObjectNode object) {
    String id = object.path("id").asString(object.path("identifier").asString(""));
    kinds.computeIfAbsent(kind, none -> new LinkedHashMap<>()).put(id, object);
  }

  private static List<JsonNode> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot read what its Stripe knew: " + file, e);
    }
  }

  private static void write(Path file, String kind, ObjectNode object) {
    ObjectNode line = JsonMapper.shared().createObjectNode().put("kind", kind);
    line.set("it", object);
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write what its Stripe knows: " + file, e);
    }
  }

  private static ObjectNode shapes() {
    try (InputStream in =
        Objects.requireNonNull(Shelf.class.getResourceAsStream("/sandbox/stripe/objects.json"))) {
      return (ObjectNode) JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
