package hub.analysis.view;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an analysis will cost, counted before the start at no cost.
 *
 * @param stages in their order
 * @param total the range of the whole
 * @param likely its likely end
 * @param least the least budget that gives a report
 * @param half a budget that judges the most promising half
 * @param posts how many posts there are
 * @param judged how many of them the wish's budget judges at the likely price; at most {@code
 *     posts}
 * @param counted from how many posts' text this was counted
 * @param saving what economy likely saves of the whole, chosen or not; zero where it can't be
 *     chosen
 */
public record Estimate(
    List<StageCost> stages,
    Range total,
    BigDecimal likely,
    BigDecimal least,
    BigDecimal half,
    int posts,
    int judged,
    int counted,
    BigDecimal saving) {

  /** One of an analysis that economy would not make cheaper. */
  public Estimate(
      List<StageCost> stages,
      Range total,
      BigDecimal likely,
      BigDecimal least,
      BigDecimal half,
      int posts,
      int judged,
      int counted) {
    this(stages, total, likely, least, half, posts, judged, counted, BigDecimal.ZERO);
  }

  /**
   * One stage.
   *
   * @param reads what it reads, in words: {@code about 130 posts}
   */
  public record StageCost(Stage stage, String reads, Range range) {}
}
