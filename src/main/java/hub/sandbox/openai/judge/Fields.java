package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue;
import hub.sandbox.Catalogue.Topic;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out which topic of the catalogue a request means, if any. */
final class Fields {
  private static final double SAME_TOPIC = 0.86;

  private final Catalogue catalogue;
  private final Vectors vectors;
  private final Map<String, Field> fields = new ConcurrentHashMap<>();

  Fields(Catalogue catalogue, Vectors vectors) {
    this.catalogue = catalogue;
    this.vectors = vectors;
  }

  Field of(String topic) {
    return fields.computeIfAbsent(topic, name -> Field.of(name, meant(name).orElse(null), vectors));
  }

  private Optional<Topic> meant(String name) {
    return catalogue.topics().stream()
        .filter(each -> likeness(each, name) >= SAME_TOPIC)
        .max(Comparator.comparingDouble(each -> likeness(each, name)));
  }

  private double likeness(Topic topic, String name) {
    if (topic.title().equalsIgnoreCase(name.strip())
        || topic.key().equalsIgnoreCase(name.strip())) {
      return 2;
    }
    return Vectors.likeness(vectors.of(topic.title()), vectors.of(name));
  }
}
