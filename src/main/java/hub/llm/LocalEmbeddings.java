package hub.llm;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import hub.EmbeddingModelInJar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The embedding model in the jar (bge-small-en-v1.5, 384 dimensions): costs nothing and leaves the
 * machine never. Loaded at first use, since most of the pages never need it.
 */
@Component
public class LocalEmbeddings {
  /** By which its vectors are told from other models'. */
  public static final String NAME = "bge-small-en-v1.5";

  public static final int DIMENSION = 384;

  private static final int REMEMBERED = 5_000;

  private final Map<String, float[]> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The text's unit vector. */
  public float[] of(String text) {
    synchronized (known) {
      float[] vector = known.get(text);
      if (vector != null) {
        return vector;
      }
    }
    float[] vector = once(text);
    synchronized (known) {
      known.put(text, vector);
    }
    return vector;
  }

  /** The same for a text that will hardly be asked for again: it is not remembered. */
  public float[] once(String text) {
    return Model.MODEL.embedAll(List.of(TextSegment.from(text))).content().getFirst().vector();
  }

  /** How alike two texts are in meaning: the cosine of their vectors, -1 to 1. */
  public double likeness(String one, String two) {
    return dot(of(one), of(two));
  }

  /** The cosine of two unit vectors. */
  public static double dot(float[] one, float[] two) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * two[i];
    }
    return sum;
  }

  /** Holds the model, which takes most of a second to load. */
  private static final class Model {
    static final EmbeddingModel MODEL = EmbeddingModelInJar.load();
  }
}
