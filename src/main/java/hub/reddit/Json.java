package hub.reddit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

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

  private Json() {}

  /** Reads all of it, or fails. */
  static JsonNode read(byte[] bytes) throws IOException {
    JsonNode node = MAPPER.readTree(bytes);
    return node == null ? MissingNode.getInstance() : node;
  }

  /** Reads a part of an array, all of that part, or fails. */
  static JsonNode read(byte[] bytes, int from, int length) throws IOException {
    JsonNode node = MAPPER.readTree(bytes, from, length);
    return node == null ? MissingNode.getInstance() : node;
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
