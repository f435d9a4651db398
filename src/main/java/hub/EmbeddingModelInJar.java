package hub;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;

/** The embedding model that comes in the jar: bge-small-en-v1.5, 384 dimensions. */
public final class EmbeddingModelInJar {

  private EmbeddingModelInJar() {}

  /** Loads the model, which takes most of a second. */
  public static BgeSmallEnV15QuantizedEmbeddingModel load() {
    // The library looks for its files through the thread's class loader. In the packed jar, a
    // thread
    // that the JDK's HTTP server made has one that does not see them.
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(EmbeddingModelInJar.class.getClassLoader());
    try {
      return new BgeSmallEnV15QuantizedEmbeddingModel();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }
}
