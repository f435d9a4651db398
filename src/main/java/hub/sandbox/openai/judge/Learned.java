package hub.sandbox.openai.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the model learned about texts that the catalogue does not know: one weight for each of a
 * text's {@link Features} and one more, for each thing that it was taught to tell. The weights come
 * from the half for tuning of the labelled set alone; {@code Lessons} in the tests makes them and a
 * test holds the file against it.
 *
 * @param mention whether somebody tells of an own, lasting problem
 * @param worth how much that is worth, 0 to 3
 * @param labels what kind of post it is
 */
record Learned(double[] mention, double[] worth, Map<String, double[]> labels) {
  static final String FILE = "/sandbox/learned.json";

  /** From here on a text counts as a mention. */
  private static final double MENTION = 0.5;

  /** Below, a text may have a problem's words, but nobody tells of having it. */
  private static final double MERE_WORDS = 0.15;

  /** Labels of posts that tell of no need. */
  private static final List<String> NEEDLESS = List.of("promotion", "other");

  private static final Learned STANDARD = read();

  /**
   * What it makes of one text.
   *
   * @param mention how likely somebody tells of an own, lasting problem
   * @param worth about 0 to 3
   * @param label the kind of post
   */
  record Impression(double mention, double worth, String label) {
    static final Impression NONE = new Impression(0, 0, "other");

    boolean isMention() {
      return mention >= MENTION;
    }

    boolean isUnlikely() {
      return mention < MERE_WORDS;
    }
  }

  /** The weights in the jar. */
  static Learned standard() {
    return STANDARD;
  }

  private static Learned read() {
    try (InputStream file = Learned.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared().readValue(file, Learned.class);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** What a text of these numbers looks like. */
  Impression of(double[] features) {
    double likely = 1 / (1 + Math.exp(-sum(mention, features)));
    return new Impression(likely, sum(worth, features), label(features, likely >= MENTION));
  }

  private String label(double[] features, boolean isMention) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .filter(each -> NEEDLESS.contains(each.getKey()) != isMention)
            .max(Comparator.comparingDouble(each -> sum(each.getValue(), features)))
            .orElseThrow()
            .getKey();
  }

  static double sum(double[] weights, double[] features) {
    double sum = weights[features.length];
    for (int i = 0; i < features.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }
}
