package hub.vectors;

import hub.llm.LocalEmbeddings;
import hub.vectors.ThemeRows.Mention;
import hub.vectors.ThemeRows.Problem;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's themes as the page shows them, those with most mentions first.
 *
 * @param run what the last run looked at; null before the first
 * @param last the month in which the trends end; null without mentions
 */
public record ThemeView(List<Theme> themes, ThemeRows.@Nullable Run run, @Nullable YearMonth last) {
  private static final int MONTHS = 12;
  private static final int RECENT = 3;

  /** Opportunities at least this alike are one that was found more than once. */
  private static final double SAME = 0.86;

  /**
   * One theme.
   *
   * @param change what the last run did to it, in a word: new, kept or split
   * @param found its opportunities, each once
   * @param months mentions in each of the last twelve months, the newest last
   * @param growth the last three months against the three before, in percent; null without any
   *     before
   */
  public record Theme(
      UUID id,
      String title,
      String change,
      List<Opportunity> found,
      int analyses,
      int authors,
      int mentions,
      List<Integer> months,
      @Nullable Integer growth) {

    /** How it moves, in a word. */
    public String movement() {
      if (!change.equals("kept")) {
        return change;
      }
      return growth == null || Math.abs(growth) < 20 ? "steady" : growth > 0 ? "growing" : "fading";
    }

    /** The trend as the points of an SVG polyline, 196 wide and 28 high, on its own scale. */
    public String points() {
      int most = months.stream().mapToInt(n -> n).max().orElse(0);
      StringBuilder points = new StringBuilder();
      for (int i = 0; i < months.size(); i++) {
        double height = most == 0 ? 0 : 24.0 * months.get(i) / most;
        points.append(
            "%d,%.1f ".formatted(2 + i * 192 / Math.max(1, months.size() - 1), 26 - height));
      }
      return points.toString().strip();
    }
  }

  /**
   * A problem, however many analyses found it.
   *
   * @param analysisId the first that did
   */
  public record Opportunity(UUID id, UUID analysisId, String title, int analyses) {}

  static ThemeView of(
      List<ThemeRows.Row> rows,
      Map<UUID, Set<UUID>> members,
      List<Problem> problems,
      List<Mention> mentions,
      ThemeRows.@Nullable Run run,
      LocalEmbeddings embeddings) {
    YearMonth last =
        mentions.stream().map(Mention::month).max(Comparator.naturalOrder()).orElse(null);
    List<Theme> themes = new ArrayList<>();
    for (ThemeRows.Row row : rows) {
      Set<UUID> ids = members.getOrDefault(row.id(), Set.of());
      List<Problem> found = problems.stream().filter(each -> ids.contains(each.id())).toList();
      List<Mention> said =
          mentions.stream().filter(each -> ids.contains(each.opportunityId())).toList();
      themes.add(theme(row, found, said, last, embeddings));
    }
    themes.sort(Comparator.comparing(Theme::mentions).reversed());
    return new ThemeView(List.copyOf(themes), run, last);
  }

  private static Theme theme(
      ThemeRows.Row row,
      List<Problem> found,
      List<Mention> said,
      @Nullable YearMonth last,
      LocalEmbeddings embeddings) {
    List<Integer> months = new ArrayList<>();
    for (int back = MONTHS - 1; back >= 0; back--) {
      YearMonth month = last == null ? null : last.minusMonths(back);
      months.add((int) said.stream().filter(each -> each.month().equals(month)).count());
    }
    return new Theme(
        row.id(),
        row.title(),
        row.change(),
        once(found, embeddings),
        (int) found.stream().map(Problem::analysisId).distinct().count(),
        (int) said.stream().map(Mention::author).distinct().count(),
        said.size(),
        List.copyOf(months),
        growth(months));
  }

  private static @Nullable Integer growth(List<Integer> months) {
    int now = sum(months.subList(MONTHS - RECENT, MONTHS));
    int before = sum(months.subList(MONTHS - 2 * RECENT, MONTHS - RECENT));
    return before == 0 ? null : Math.round(100f * (now - before) / before);
  }

  private static int sum(List<Integer> months) {
    return months.stream().mapToInt(n -> n).sum();
  }

  /** The same problem found by several analyses is listed once. */
  private static List<Opportunity> once(List<Problem> found, LocalEmbeddings embeddings) {
    List<Opportunity> once = new ArrayList<>();
    List<Problem> open = new ArrayList<>(found);
    while (!open.isEmpty()) {
      Problem first = open.removeFirst();
      Set<UUID> analyses = new HashSet<>(Set.of(first.analysisId()));
      open.removeIf(
          other ->
              embeddings.likeness(first.gist(), other.gist()) >= SAME
                  && analyses.add(other.analysisId()));
      once.add(new Opportunity(first.id(), first.analysisId(), first.title(), analyses.size()));
    }
    return List.copyOf(once);
  }

  /** The share of opportunities that stand in no theme, in percent; 0 before the first run. */
  public int alonePercent() {
    return run == null || run.opportunities() == 0
        ? 0
        : Math.round(100f * run.alone() / run.opportunities());
  }
}
