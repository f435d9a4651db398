package components.openai;

import java.util.List;

/** How alike two vectors are. */
final class Similarity {

  private Similarity() {}

  /**
   * The cosine of the angle between two vectors; 0 when one of them has no length.
   *
   * @throws IllegalArgumentException when they differ in size
   */
  static double cosine(List<Float> a, List<Float> b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          "cannot compare a vector of " + a.size() + " with one of " + b.size() + " numbers");
    }
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.size(); i++) {
      dot += (double) a.get(i) * b.get(i);
      lengthA += (double) a.get(i) * a.get(i);
      lengthB += (double) b.get(i) * b.get(i);
    }
    return lengthA == 0 || lengthB == 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
  }
}
