package hub.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes and reads events; the type is the record's name, so renaming a record needs a migration.
 */
final class EventJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(AnalysisEvent.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, type -> type));

  private EventJson() {}

  static String type(AnalysisEvent event) {
    return event.getClass().getSimpleName();
  }

  static String write(AnalysisEvent event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event can't be written: " + type(event), e);
    }
  }

  static AnalysisEvent read(String type, String data) {
    Class<?> known = TYPES.get(type);
    if (known == null) {
      throw new IllegalStateException("An event of unknown type is stored: " + type);
    }
    try {
      return (AnalysisEvent) JSON.readValue(data, known);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored event can't be read: " + type, e);
    }
  }
}
