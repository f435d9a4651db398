package hub.monitors;

import java.util.List;
import java.util.UUID;

/**
 * A problem over all runs of a monitor, as its page shows it.
 *
 * @param opportunityId where it was last met
 * @param quote somebody's words; empty once they have expired
 * @param enough whether one run found at least three independent authors
 * @param counts mentions by when they were said, in equal stretches of time, the latest last
 * @param added mentions that the latest run brought
 */
public record Line(
    UUID opportunityId,
    UUID analysisId,
    String title,
    String quote,
    boolean enough,
    Change change,
    List<Integer> counts,
    int added) {

  /** What becomes of it, in the order of the page. */
  public enum Change {
    NEW("New"),
    RISING("Rising"),
    STEADY("Steady"),
    FADING("Fading");

    private final String title;

    Change(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** All mentions in those stretches of time. */
  public int mentions() {
    return counts.stream().mapToInt(n -> n).sum();
  }

  /** The trend as points of an SVG polyline, 196 wide and 32 high, on a scale that ends at most. */
  public String points(int most) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      points.append("%d,%d ".formatted(x(i), y(counts.get(i), most)));
    }
    return points.toString().strip();
  }

  /** The same with its ground below. */
  public String area(int most) {
    return "%d,30 %s %d,30".formatted(x(0), points(most), x(counts.size() - 1));
  }

  /** Where the latest figure stands. */
  public int lastX() {
    return x(counts.size() - 1);
  }

  public int lastY(int most) {
    return y(counts.getLast(), most);
  }

  private int x(int place) {
    return 2 + place * 188 / Math.max(1, counts.size() - 1);
  }

  private static int y(int count, int most) {
    return 28 - 24 * count / Math.max(1, most);
  }

  /** Which way counts go: the later half of the time against the earlier one. */
  static Change movement(List<Integer> counts) {
    int half = counts.size() / 2;
    int before = counts.subList(0, half).stream().mapToInt(n -> n).sum();
    int after = counts.subList(half, counts.size()).stream().mapToInt(n -> n).sum();
    if (Math.abs(after - before) < 2 || 5 * Math.abs(after - before) < Math.max(1, before)) {
      return Change.STEADY;
    }
    return after > before ? Change.RISING : Change.FADING;
  }
}
