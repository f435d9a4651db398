package bench;

import hub.llm.TestEmbeddings;
import hub.sandbox.Catalogue;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.VectorUtil;

/**
 * Vectors to measure with. Some thousand are real embeddings of varied texts, made once and kept
 * below target; the others lie between two of those, a little off. The longer ones are four put
 * together.
 */
final class Embeddings {
  private static final int REAL = 8_000;
  private static final float NOISE = 0.03f;

  private final Random random;
  private final List<float[]> real;
  private final int parts;

  private Embeddings(List<float[]> real, int dimension, long seed) {
    this.real = real;
    this.parts = dimension / real.getFirst().length;
    this.random = new Random(seed);
  }

  /** Vectors of 384 or a multiple of it. */
  static Embeddings of(int dimension, long seed) throws IOException {
    Path kept = Path.of("target/bench/embeddings.bin");
    if (!Files.exists(kept)) {
      write(kept, embed());
    }
    return new Embeddings(read(kept), dimension, seed);
  }

  static String words() {
    return "%,d real embeddings of short texts, the others between two of those".formatted(REAL);
  }

  private static List<float[]> embed() {
    List<String> statements =
        Catalogue.standard().topics().stream()
            .flatMap(topic -> topic.problems().stream())
            .flatMap(problem -> problem.statements().stream())
            .toList();
    Random random = new Random(1);
    var model = TestEmbeddings.inJar();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < REAL; i++) {
      String one = statements.get(random.nextInt(statements.size()));
      String other = statements.get(random.nextInt(statements.size()));
      vectors.add(model.once(i % 2 == 0 ? one + " " + other : other + " In the end " + one));
    }
    return vectors;
  }

  /** One more vector, unlike all before. */
  float[] next() {
    float[] all = new float[parts * real.getFirst().length];
    for (int part = 0; part < parts; part++) {
      float[] one = real.get(random.nextInt(real.size()));
      float[] other = real.get(random.nextInt(real.size()));
      float share = random.nextFloat() * 0.4f;
      for (int i = 0; i < one.length; i++) {
        all[part * one.length + i] =
            (1 - share) * one[i] + share * other[i] + NOISE * (float) random.nextGaussian() / 4;
      }
    }
    return VectorUtil.l2normalize(all);
  }

  List<float[]> next(int count) {
    List<float[]> vectors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      vectors.add(next());
    }
    return vectors;
  }

  private static void write(Path file, List<float[]> vectors) throws IOException {
    Files.createDirectories(file.getParent());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (float[] vector : vectors) {
        for (float each : vector) {
          out.writeFloat(each);
        }
      }
    }
  }

  private static List<float[]> read(Path file) throws IOException {
    int length = (int) (Files.size(file) / Float.BYTES / REAL);
    List<float[]> vectors = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int i = 0; i < REAL; i++) {
        float[] vector = new float[length];
        for (int at = 0; at < length; at++) {
          vector[at] = in.readFloat();
        }
        vectors.add(vector);
      }
    }
    return vectors;
  }
}
