package hub.integration.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.List;

/** How one text became another, line by line. */
final class Difference {
  private static final int AROUND = 3;

  private final List<String> before;
  private final List<AbstractDelta<String>> deltas;

  private Difference(String before, String after) {
    this.before = before.lines().toList();
    this.deltas = DiffUtils.diff(this.before, after.lines().toList()).getDeltas();
  }

  static Difference between(String before, String after) {
    return new Difference(before, after);
  }

  /**
   * A line of the difference.
   *
   * @param kind {@code same}, {@code gone}, {@code new} or {@code left-out}
   * @param before its number in the one text; 0 if it is not there
   * @param after its number in the other; 0 if it is not there
   */
  public record Row(String kind, int before, int after, String text) {

    /** As it is written before the line. */
    public String sign() {
      return kind.equals("gone") ? "−" : kind.equals("new") ? "+" : "";
    }
  }

  /** Numbers of the lines that are new or other in the later text, from 1. */
  List<Integer> changedLines() {
    List<Integer> lines = new ArrayList<>();
    for (AbstractDelta<String> delta : deltas) {
      Chunk<String> target = delta.getTarget();
      for (int n = 0; n < target.size(); n++) {
        lines.add(target.getPosition() + n + 1);
      }
    }
    return List.copyOf(lines);
  }

  /** How many lines are other, new or gone. */
  int size() {
    return deltas.stream()
        .mapToInt(delta -> Math.max(delta.getSource().size(), delta.getTarget().size()))
        .sum();
  }

  /** What changed, with three lines around it. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    int at = 0;
    int shift = 0;
    for (AbstractDelta<String> delta : deltas) {
      Chunk<String> source = delta.getSource();
      same(rows, at, source.getPosition(), shift, at > 0, true);
      for (int n = 0; n < source.size(); n++) {
        rows.add(new Row("gone", source.getPosition() + n + 1, 0, source.getLines().get(n)));
      }
      Chunk<String> target = delta.getTarget();
      for (int n = 0; n < target.size(); n++) {
        rows.add(new Row("new", 0, target.getPosition() + n + 1, target.getLines().get(n)));
      }
      at = source.getPosition() + source.size();
      shift = target.getPosition() + target.size() - at;
    }
    if (!deltas.isEmpty()) {
      same(rows, at, before.size(), shift, true, false);
    }
    return List.copyOf(rows);
  }

  /** Unchanged lines: those near a change; the rest is counted. */
  private void same(
      List<Row> rows, int from, int to, int shift, boolean afterChange, boolean beforeChange) {
    int head = afterChange ? Math.min(to, from + AROUND) : from;
    int tail = beforeChange ? Math.max(head, to - AROUND) : to;
    for (int n = from; n < head; n++) {
      rows.add(new Row("same", n + 1, n + 1 + shift, before.get(n)));
    }
    int left = tail - head;
    if (left > 0) {
      rows.add(
          new Row(
              "left-out", 0, 0, left == 1 ? "1 line is the same" : left + " lines are the same"));
    }
    for (int n = tail; n < to; n++) {
      rows.add(new Row("same", n + 1, n + 1 + shift, before.get(n)));
    }
  }
}
