package hub.reddit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Reads JSON that others wrote: bounded in depth and in the length of numbers, names and texts. */
final class Json {
  /**
   * A reply takes four levels; Reddit's trees end at ten replies, saved ones may be stitched
   * together.
   */
  private static final int DEEPEST = 800;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Of a value inside an object, of which more may follow. */
  private static final ObjectReader PARTS =
      MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** Reads all of it, or fails. */
  static JsonNode read(byte[] bytes) throws IOException {
    JsonNode node = MAPPER.readTree(bytes);
    return node == null ? MissingNode.getInstance() : node;
  }

  /**
   * Reads one object from a part of an array, all of that part, or fails; only the fields named are
   * kept, which makes it several times as fast.
   *
   * @return empty if it is JSON but no object
   */
  static Optional<ObjectNode> readObject(byte[] bytes, int from, int length, Set<String> kept)
      throws IOException {
    try (JsonParser parser = MAPPER.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      ObjectNode object = MAPPER.createObjectNode();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (kept.contains(name)) {
          object.set(name, PARTS.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "More follows the object");
      }
      return Optional.of(object);
    }
  }

  /** Reads all of it; missing if it is empty or no JSON. */
  static JsonNode tryRead(byte[] bytes) {
    try {
      return read(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
