package hub.analysis.view;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One month of the chart, in the units of its box of 360 x 96.
 *
 * @param top whether it is the first of the highest, which alone carries its figure
 */
record MonthBar(
    String month,
    String letter,
    int mentions,
    double x,
    double y,
    double width,
    double height,
    boolean recent,
    boolean top) {
  private static final double BOX = 360;
  private static final double GROUND = 74;
  private static final double HIGHEST = 58;
  private static final double GAP = 8;

  public double getMiddle() {
    return x + width / 2;
  }

  static List<MonthBar> of(List<OpportunityView.Month> months, int recentMonths) {
    int most = months.stream().mapToInt(OpportunityView.Month::mentions).max().orElse(0);
    double step = months.isEmpty() ? 0 : BOX / months.size();
    List<MonthBar> bars = new ArrayList<>();
    boolean marked = false;
    for (int i = 0; i < months.size(); i++) {
      OpportunityView.Month month = months.get(i);
      boolean top = !marked && most > 0 && month.mentions() == most;
      marked |= top;
      double height = most == 0 ? 0 : HIGHEST * month.mentions() / most;
      String name = month.month().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      bars.add(
          new MonthBar(
              name + " " + month.month().getYear(),
              name.substring(0, 1),
              month.mentions(),
              i * step + GAP / 2,
              GROUND - height,
              step - GAP,
              height,
              i >= months.size() - recentMonths,
              top));
    }
    return bars;
  }
}
