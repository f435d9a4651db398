package hub.integration.view;

import hub.integration.view.Shape.Branch;
import hub.integration.view.Shape.Route;
import hub.integration.view.Shape.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is drawn: its steps from left to right, what a step contains on a ground behind it,
 * each further case of a choice in a row of its own.
 *
 * @param grounds behind what a step contains, the outermost first
 * @param notes words beside a line
 */
public record Diagram(
    int width,
    int height,
    List<Ground> grounds,
    List<Line> lines,
    List<Box> boxes,
    List<Note> notes) {

  /** A step. */
  public record Box(
      int x,
      int y,
      Step step,
      StepTraffic.Count count,
      boolean counted,
      int foot,
      boolean changed) {

    public String kind() {
      return cut(
          step.detail().isEmpty() ? step.kind() : step.kind() + " · " + step.detail(),
          KIND_LETTERS);
    }

    public String name() {
      return cut(step.id().isEmpty() ? place() : step.id(), NAME_LETTERS);
    }

    /** {@code flow-texts} of {@code direct:flow-texts}; its kind where it leads nowhere. */
    private String place() {
      return step.uri().isEmpty()
          ? step.kind()
          : step.uri().substring(step.uri().indexOf(':') + 1).replaceFirst("^//", "");
    }

    public boolean isEdge() {
      return step.kind().equals("from");
    }

    public boolean failed() {
      return count.failures() > 0;
    }

    private static String cut(String text, int most) {
      return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
  }

  /**
   * From one step to the next.
   *
   * @param weight how thick: from 1 to 5 by messages
   */
  public record Line(String path, String head, int weight, String kind) {}

  public record Ground(int x, int y, int width, int height) {}

  public record Note(int x, int y, String words, String kind) {}

  static final int BOX_WIDTH = 176;
  static final int BOX_HEIGHT = 74;
  static final int FOOT = 152;
  private static final int GAP = 42;
  private static final int ROW = 46;
  private static final int PAD = 12;
  private static final int CASE = 8;
  private static final int KIND_LETTERS = 23;
  private static final int NAME_LETTERS = 17;
  private static final int HEAD = 9;
  private static final int THICKEST = 5;

  /**
   * @param changed the ids of steps that a draft changes
   */
  static Diagram of(Route route, StepTraffic traffic, Set<String> changed) {
    return new Drawing(traffic, changed).draw(route);
  }

  /** What a run of steps takes: where its last box is and how low it goes. */
  private record Extent(int right, int bottom, int lastX, int lastY) {}

  /** The pen: what was drawn so far. */
  private static final class Drawing {
    private final StepTraffic traffic;
    private final Set<String> changed;
    private final List<Ground> grounds = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private int lowest;
    private String second = "";

    Drawing(StepTraffic traffic, Set<String> changed) {
      this.traffic = traffic;
      this.changed = changed;
    }

    Diagram draw(Route route) {
      int depth = route.steps().stream().mapToInt(Drawing::depth).max().orElse(0);
      int top = depth * PAD + CASE + 1;
      second = route.steps().size() > 1 ? route.steps().get(1).id() : "";
      Extent whole = run(route.steps(), 1, top, null);
      if (!route.whenItFails().isEmpty()) {
        failures(route);
      }
      return new Diagram(
          whole.right() + 2,
          Math.max(whole.bottom(), lowest) + depth * PAD + 2,
          List.copyOf(grounds),
          List.copyOf(lines),
          List.copyOf(boxes),
          List.copyOf(notes));
    }

    /** What came in at the front is what its first step got. */
    private StepTraffic.Count count(Step step) {
      boolean front = step.kind().equals("from") && traffic.of(step.id()) == StepTraffic.NOTHING;
      return traffic.of(front ? second : step.id());
    }

    private static int depth(Step step) {
      return step.branches().stream()
          .flatMap(branch -> branch.steps().stream())
          .mapToInt(inner -> 1 + depth(inner))
          .max()
          .orElse(0);
    }

    private Extent run(List<Step> steps, int x, int y, @Nullable Extent before) {
      Extent last = before;
      int right = x;
      int bottom = y + BOX_HEIGHT;
      int at = x;
      for (Step step : steps) {
        Extent drawn = step(step, at, y, last);
        last = drawn;
        right = Math.max(right, drawn.right());
        bottom = Math.max(bottom, drawn.bottom());
        at = drawn.right() + GAP;
      }
      return new Extent(
          right, bottom, last == null ? x : last.lastX(), last == null ? y : last.lastY());
    }

    private Extent step(Step step, int x, int y, @Nullable Extent before) {
      StepTraffic.Count count = count(step);
      if (before != null) {
        line(before.lastX() + BOX_WIDTH, before.lastY(), x, y, count.messages());
      }
      boxes.add(
          new Box(
              x,
              y,
              step,
              count,
              traffic.isKnown() && count != StepTraffic.NOTHING,
              share(count.messages()),
              changed.contains(step.id())));
      return step.branches().isEmpty()
          ? new Extent(x + BOX_WIDTH, y + BOX_HEIGHT, x, y)
          : inner(step, count, x, y);
    }

    /** What a step contains, each case in a row; the next step follows the first. */
    private Extent inner(Step step, StepTraffic.Count count, int x, int y) {
      Extent self = new Extent(x + BOX_WIDTH, y + BOX_HEIGHT, x, y);
      int ground = grounds.size();
      int row = y;
      int right = self.right();
      Extent first = self;
      for (Branch branch : step.branches()) {
        if (!branch.when().isEmpty()) {
          notes.add(new Note(x + BOX_WIDTH + GAP, row - 6, cutWords(branch.when()), "case"));
        }
        Extent drawn = run(branch.steps(), x + BOX_WIDTH + GAP, row, self);
        first = first == self ? drawn : first;
        right = Math.max(right, drawn.right());
        row = drawn.bottom() + ROW;
      }
      int bottom = row - ROW;
      int pad = PAD * depth(step);
      boolean labelled = !step.branches().getFirst().when().isEmpty();
      int label = labelled ? CASE : 0;
      grounds.add(
          ground,
          new Ground(x - pad, y - pad - label, right - x + 2 * pad, bottom - y + 2 * pad + label));
      leftOut(step, count, x, y);
      return new Extent(right, bottom, first.lastX(), first.lastY());
    }

    private static String cutWords(String words) {
      return words.length() <= 40 ? words : words.substring(0, 39) + "…";
    }

    /** What a filter did not let through, when both sides are counted. */
    private void leftOut(Step step, StepTraffic.Count count, int x, int y) {
      List<Step> kept = step.branches().getFirst().steps();
      if (!step.kind().equals("filter") || kept.isEmpty() || kept.getFirst().id().isEmpty()) {
        return;
      }
      long left = count.messages() - traffic.of(kept.getFirst().id()).messages();
      if (left > 0) {
        int middle = x + BOX_WIDTH / 2;
        int low = y + BOX_HEIGHT + 38;
        lines.add(
            new Line("M%d %dV%dh22".formatted(middle, y + BOX_HEIGHT, low), "", 2, "left-out"));
        notes.add(new Note(middle + 28, low + 4, "%,d left out".formatted(left), "left-out"));
        lowest = Math.max(lowest, low + 8);
      }
    }

    /** Where the failures of the first failing step of its row go. */
    private void failures(Route route) {
      boxes.stream()
          .filter(Box::failed)
          .filter(box -> box.step().branches().isEmpty())
          .findFirst()
          .ifPresent(
              box -> {
                int middle = box.x() + BOX_WIDTH / 2;
                int low = box.y() + BOX_HEIGHT + 38;
                lines.add(
                    new Line(
                        "M%d %dV%dh%d".formatted(middle, box.y() + BOX_HEIGHT, low, 128),
                        "M%d %dl%d %dv%dz".formatted(middle + 137, low, -HEAD, -5, 10),
                        2,
                        "failed"));
                notes.add(
                    new Note(middle + 146, low + 4, "failed: " + route.whenItFails(), "failed"));
                lowest = Math.max(lowest, low + 8);
              });
    }

    private void line(int fromX, int fromY, int toX, int toY, long messages) {
      int from = fromY + BOX_HEIGHT / 2;
      int to = toY + BOX_HEIGHT / 2;
      int bend = toX - GAP / 2;
      String path =
          from == to
              ? "M%d %dH%d".formatted(fromX, from, toX - HEAD + 1)
              : "M%d %dH%dV%dH%d".formatted(fromX, from, bend, to, toX - HEAD + 1);
      lines.add(
          new Line(
              path,
              "M%d %dl%d %dv%dz".formatted(toX, to, -HEAD, -5, 10),
              weight(messages),
              "goes"));
    }

    private int weight(long messages) {
      long most = traffic.most();
      return most == 0
          ? 1
          : 1 + (int) Math.round((THICKEST - 1) * Math.log1p(messages) / Math.log1p(most));
    }

    private int share(long messages) {
      long most = traffic.most();
      return most == 0 ? 0 : (int) Math.max(messages > 0 ? 4 : 0, FOOT * messages / most);
    }
  }
}
