package hub.analysis.view;

import hub.CommunityName;
import hub.web.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Opportunities in the order of a reader's weights. Computed anew at each look, from what is
 * stored: no call is paid for it.
 *
 * @param rows those that the filters let through, with the rank they have among all
 * @param all how many there are without filters
 * @param ranked all of them
 */
public record Ranking(Choice choice, List<Row> rows, int all, List<Row> ranked) {

  /**
   * One opportunity at its place.
   *
   * @param rank by the score alone, whatever the rows are sorted by
   */
  public record Row(int rank, Opportunity opportunity, Score score, Mark mark) {

    private Row at(int place) {
      return new Row(place, opportunity, score, mark);
    }

    /** A counted part as a figure. */
    public String figure(Part part, Format fmt) {
      Facts facts = opportunity.facts();
      return switch (part) {
        case AUTHORS -> fmt.number(facts.authors());
        case THREADS -> fmt.number(facts.threads());
        case RECENT -> fmt.percent(facts.recentPercent());
        case GROWTH -> fmt.change(facts.growthPercent());
        case PAIN, WOULD_PAY, DOABLE, ROOM -> fmt.number(part.reading(facts).level());
      };
    }
  }

  /** Without anybody's marks. */
  public static Ranking of(Collection<Opportunity> opportunities, Choice choice) {
    return of(opportunities, choice, Map.of());
  }

  /**
   * Ranks by the score as it is shown; equal scores by their exact sum, then by authors, then by
   * id, so that the order is stable. What is pinned is shown first, at the rank it has.
   */
  public static Ranking of(
      Collection<Opportunity> opportunities, Choice choice, Map<UUID, Mark> marks) {
    List<Row> ordered =
        opportunities.stream()
            .map(
                o ->
                    new Row(
                        0,
                        o,
                        Score.of(o.facts(), choice.weights()),
                        marks.getOrDefault(o.id(), Mark.NONE)))
            .sorted(ORDER)
            .toList();
    List<Row> ranked =
        IntStream.range(0, ordered.size()).mapToObj(i -> ordered.get(i).at(i + 1)).toList();
    List<Row> rows = ranked.stream().filter(choice::shows).sorted(choice.sort().order()).toList();
    return new Ranking(choice, rows, ranked.size(), ranked);
  }

  private static final Comparator<Row> ORDER =
      Comparator.<Row>comparingInt(row -> -row.score().total())
          .thenComparing(row -> row.score().sum().negate())
          .thenComparing(row -> -row.opportunity().facts().authors())
          .thenComparing(row -> row.opportunity().id());

  /** How many of all are in a tier, by these weights. */
  public long count(Tier tier) {
    return ranked.stream().filter(row -> row.score().tier() == tier).count();
  }

  /** Every community that an opportunity names. */
  public List<String> getCommunities() {
    return ranked.stream()
        .flatMap(row -> row.opportunity().communities().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Every anti-pattern that was found. */
  public Set<AntiPattern> getAntiPatterns() {
    Set<AntiPattern> found = EnumSet.noneOf(AntiPattern.class);
    ranked.forEach(row -> found.addAll(row.opportunity().antiPatterns()));
    return found;
  }

  /** How many the reader has hidden. */
  public long getHidden() {
    return ranked.stream().filter(row -> row.mark().hidden()).count();
  }

  /** How many the reader has marked useful or not. */
  public long getMarked() {
    return ranked.stream().filter(row -> row.mark().verdict() != null).count();
  }

  /** Why nothing is shown although there is something. */
  public String getWhyEmpty() {
    List<String> wanted = new ArrayList<>();
    if (choice.tier() != null) {
      wanted.add(choice.tier().title());
    }
    choice.hidden().forEach(pattern -> wanted.add("not " + pattern.tag().toLowerCase(Locale.ROOT)));
    if (!choice.community().isEmpty()) {
      wanted.add("from " + CommunityName.shown(choice.community()));
    }
    if (choice.least() > 0) {
      wanted.add("scored " + choice.least() + " or more");
    }
    if (choice.marked() != Marked.ANY) {
      wanted.add(choice.marked().wish());
    }
    if (wanted.isEmpty()) {
      return "You have hidden every opportunity.";
    }
    return "No opportunity is " + String.join(" and ", wanted) + ".";
  }
}
