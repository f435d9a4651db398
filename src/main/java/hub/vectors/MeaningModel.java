package hub.vectors;

import hub.llm.LocalEmbeddings;
import org.springframework.stereotype.Component;

/** The model in the jar, which makes vectors for nothing. */
@Component
public class MeaningModel {
  /** How the model was taught to be asked; texts themselves go in as they are. */
  private static final String QUESTION =
      "Represent this sentence for searching relevant passages: ";

  /** Beyond its 512 tokens the model reads nothing. */
  private static final int LONGEST = 4_000;

  private final LocalEmbeddings embeddings;

  MeaningModel(LocalEmbeddings embeddings) {
    this.embeddings = embeddings;
  }

  /** By which its vectors are told from other models'. */
  public String name() {
    return LocalEmbeddings.NAME;
  }

  public int dimension() {
    return LocalEmbeddings.DIMENSION;
  }

  /** The unit vector of a stored text. */
  float[] ofText(String text) {
    return Floats.unit(embeddings.once(text.substring(0, Math.min(LONGEST, text.length()))));
  }

  /** The unit vector of what somebody looks for. */
  float[] ofQuestion(String words) {
    return Floats.unit(embeddings.of(QUESTION + words));
  }
}
