package hub.analysis.view;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** By what the ranking's rows are ordered. Ties, and the rank itself, always go by the score. */
public enum Sort {
  SCORE("", "Score", row -> 0),
  AUTHORS("authors", "Authors", row -> facts(row).authors()),
  RECENT("recent", "Recent", row -> facts(row).recentPercent()),
  GROWTH("growth", "Growth", row -> growth(facts(row))),
  PAIN("pain", "Pain", row -> facts(row).pain().level()),
  WOULD_PAY("would-pay", "Would pay", row -> facts(row).wouldPay().level()),
  COST("cost", "Cost", row -> row.opportunity().charge().doubleValue());

  private final String key;
  private final String title;
  private final ToDoubleFunction<Ranking.Row> figure;

  Sort(String key, String title, ToDoubleFunction<Ranking.Row> figure) {
    this.key = key;
    this.title = title;
    this.figure = figure;
  }

  static Sort of(@Nullable String key) {
    for (Sort sort : values()) {
      if (sort.key.equals(key)) {
        return sort;
      }
    }
    return SCORE;
  }

  /** As the page's address names it; empty for {@link #SCORE}. */
  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /** Pinned rows first, then the largest figure, then the rank by score. */
  Comparator<Ranking.Row> order() {
    return Comparator.<Ranking.Row>comparingInt(row -> row.mark().pinned() ? 0 : 1)
        .thenComparing(Comparator.comparingDouble(figure).reversed())
        .thenComparingInt(Ranking.Row::rank);
  }

  private static Facts facts(Ranking.Row row) {
    return row.opportunity().facts();
  }

  /** What has nothing to compare with grew by nothing that could be told. */
  private static double growth(Facts facts) {
    return facts.growthPercent() == null ? Integer.MIN_VALUE : facts.growthPercent();
  }
}
