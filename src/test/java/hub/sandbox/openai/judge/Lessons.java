package hub.sandbox.openai.judge;

import hub.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Teaches the sandbox's model from the labelled posts of the half for tuning, and from no others:
 * {@code ops/teach-sandbox} writes what {@link Learned} reads.
 */
final class Lessons {
  private static final double HELD_BACK = 0.3;
  private static final double HELD_BACK_ON_WORTH = 1;
  private static final double HELD_BACK_ON_LABELS = 1;
  private static final int STEPS = 40;

  private record Lesson(JsonNode post, double[] features) {}

  private Lessons() {}

  public static void main(String[] arguments) throws IOException {
    Learned learned = learn();
    Files.writeString(
        Path.of(arguments[0]),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(learned) + "\n");
  }

  /** The weights that the half for tuning teaches. */
  static Learned learn() {
    List<Lesson> lessons =
        posts().stream()
            .filter(Lessons::isForTuning)
            .map(post -> new Lesson(post, features(post)))
            .toList();
    Map<String, double[]> labels = new TreeMap<>();
    for (Lesson lesson : lessons) {
      labels.computeIfAbsent(
          lesson.post().path("label").stringValue(),
          label ->
              likely(
                  lessons,
                  post -> post.path("label").stringValue().equals(label),
                  HELD_BACK_ON_LABELS));
    }
    return new Learned(
        likely(lessons, post -> post.path("opportunity").booleanValue(), HELD_BACK),
        worth(lessons, post -> post.path("worth").intValue()),
        labels);
  }

  /** The same half as {@code bench.Labelled} says; threads of posts count by their post's id. */
  private static boolean isForTuning(JsonNode post) {
    return (Sha256.of(post.path("id").stringValue())[0] & 1) == 0;
  }

  private static double[] features(JsonNode post) {
    return Features.of(
        Reader.honest(post.path("title").stringValue(), post.path("text").stringValue()));
  }

  private static List<JsonNode> posts() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Lessons.class.getResourceAsStream("/judge/labelled.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(JsonMapper.shared()::readTree)
          .filter(text -> text.path("kind").stringValue().equals("post"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logistic regression, weights held back by their squares, in Newton's steps. */
  private static double[] likely(List<Lesson> lessons, Predicate<JsonNode> truth, double heldBack) {
    double[] weights = new double[Features.COUNT + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[weights.length];
      double[][] bend = new double[weights.length][weights.length];
      for (Lesson lesson : lessons) {
        double likely = 1 / (1 + Math.exp(-Learned.sum(weights, lesson.features())));
        double wrong = likely - (truth.test(lesson.post()) ? 1 : 0);
        add(lesson, wrong, likely * (1 - likely), slope, bend);
      }
      holdBack(weights, heldBack, slope, bend);
      double[] move = solve(bend, slope);
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= move[i];
      }
    }
    return rounded(weights);
  }

  /** Least squares, weights held back by their squares. */
  private static double[] worth(List<Lesson> lessons, ToDoubleFunction<JsonNode> truth) {
    double[] weights = new double[Features.COUNT + 1];
    double[] slope = new double[weights.length];
    double[][] bend = new double[weights.length][weights.length];
    lessons.forEach(lesson -> add(lesson, -truth.applyAsDouble(lesson.post()), 1, slope, bend));
    holdBack(weights, HELD_BACK_ON_WORTH, slope, bend);
    double[] move = solve(bend, slope);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -move[i];
    }
    return rounded(weights);
  }

  private static void add(
      Lesson lesson, double wrong, double certainty, double[] slope, double[][] bend) {
    double[] features = Arrays.copyOf(lesson.features(), Features.COUNT + 1);
    features[Features.COUNT] = 1;
    for (int i = 0; i < features.length; i++) {
      slope[i] += wrong * features[i];
      for (int j = 0; j < features.length; j++) {
        bend[i][j] += certainty * features[i] * features[j];
      }
    }
  }

  /** The last weight, which no feature has, is as free as can be solved. */
  private static void holdBack(double[] weights, double heldBack, double[] slope, double[][] bend) {
    for (int i = 0; i < weights.length; i++) {
      double here = i == Features.COUNT ? 0.01 : heldBack;
      slope[i] += here * weights[i];
      bend[i][i] += here;
    }
  }

  /** Gauss, with the largest pivot first. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
          pivot = row;
        }
      }
      double[] line = matrix[pivot];
      matrix[pivot] = matrix[column];
      matrix[column] = line;
      double value = right[pivot];
      right[pivot] = right[column];
      right[column] = value;
      for (int row = column + 1; row < size; row++) {
        double share = matrix[row][column] / line[column];
        right[row] -= share * value;
        for (int i = column; i < size; i++) {
          matrix[row][i] -= share * line[i];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = right[row];
      for (int i = row + 1; i < size; i++) {
        rest -= matrix[row][i] * solution[i];
      }
      solution[row] = rest / matrix[row][row];
    }
    return solution;
  }

  private static double[] rounded(double[] weights) {
    List<Double> rounded = new ArrayList<>();
    for (double weight : weights) {
      rounded.add(Math.round(weight * 1000) / 1000.0);
    }
    return rounded.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
