package hub.sandbox.openai.judge;

import dev.langchain4j.model.embedding.EmbeddingModel;
import hub.EmbeddingModelInJar;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts by the real embedding model in the jar. A vector costs some 4 to 40 ms of both
 * cores, so each is made once, and a file can keep them from one process to the next.
 */
public final class Vectors {
  /** How many numbers a vector has. */
  public static final int DIMENSIONS = 384;

  private static final int MAGIC = 0x56454331;

  private static final int KEPT = 40_000;
  private static final Vectors SHARED = new Vectors();

  private final Map<String, float[]> known = Memory.of(KEPT);
  private @Nullable EmbeddingModel model;
  private int made;

  /** The memory that every sandbox of this process shares: a vector depends on its text alone. */
  public static Vectors shared() {
    return SHARED;
  }

  /** The vector of a text, of length 1. Do not change it. */
  public float[] of(String text) {
    String name = Luck.nameOf(text);
    float[] vector = known.get(name);
    if (vector == null) {
      vector = made(text);
      known.put(name, vector);
    }
    return vector;
  }

  /** One text at a time: a second thread adds nothing, as one already uses every core. */
  private synchronized float[] made(String text) {
    made++;
    if (model == null) {
      model = EmbeddingModelInJar.load();
    }
    return shortened(model.embed(text.isBlank() ? "." : text).content().vector(), DIMENSIONS);
  }

  /** How alike two vectors of length 1 are, -1 to 1. */
  public static double likeness(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** The first numbers of a vector, scaled to length 1 again. */
  public static float[] shortened(float[] vector, int dimensions) {
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      square += vector[i] * vector[i];
    }
    float[] shortened = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      shortened[i] = (float) (vector[i] / Math.sqrt(square));
    }
    return shortened;
  }

  /** How many texts are known. */
  public int size() {
    return known.size();
  }

  /**
   * Learns the vectors of a file that {@link #save} wrote; does nothing if there is none.
   *
   * @throws IOException if it can't be read or is no such file
   */
  public void load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " holds no vectors");
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        float[] vector = new float[DIMENSIONS];
        for (int j = 0; j < DIMENSIONS; j++) {
          vector[j] = in.readFloat();
        }
        known.put(name, vector);
      }
    }
  }

  /**
   * Saves if so many vectors are new since the last {@link #load} or save.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public synchronized void saveAfter(int news, Path file) {
    if (made >= news) {
      try {
        save(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be written", e);
      }
      made = 0;
    }
  }

  /** Writes every known vector, whole or not at all. */
  public void save(Path file) throws IOException {
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "vectors", ".tmp");
    Map<String, float[]> all;
    synchronized (known) {
      all = Map.copyOf(known);
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16))) {
      out.writeInt(MAGIC);
      out.writeInt(all.size());
      for (Map.Entry<String, float[]> each : all.entrySet()) {
        out.writeUTF(each.getKey());
        for (float number : each.getValue()) {
          out.writeFloat(number);
        }
      }
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
