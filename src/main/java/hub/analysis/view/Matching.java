package hub.analysis.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities of two analyses are the same: first those that rest on the same posts and
 * comments, then those whose titles say the same. Each is matched at most once, the surest first.
 */
final class Matching {
  /**
   * From this share of the smaller side's texts on, two opportunities rest on the same evidence.
   */
  static final double SAME_EVIDENCE = 0.25;

  /** From this share of their words on, two titles say the same. */
  static final double SAME_TITLE = 0.5;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Set<String> SMALL =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "has",
          "have", "in", "is", "it", "its", "no", "not", "of", "on", "or", "that", "the", "their",
          "they", "to", "what", "when", "who", "why", "with", "without");

  /**
   * Two that are the same.
   *
   * @param shared how many posts and comments both rest on
   * @param of how many the smaller side rests on
   */
  record Match(Ranking.Row before, Ranking.Row after, int shared, int of) {

    /** How they were matched, in words. */
    public String getHow() {
      return shared == 0
          ? "similar title"
          : "%d of %d posts and comments shared".formatted(shared, of);
    }

    public int getChange() {
      return after.score().total() - before.score().total();
    }
  }

  private record Pair(Match match, double evidence, double title) {

    boolean same() {
      return evidence >= SAME_EVIDENCE || title >= SAME_TITLE;
    }
  }

  private static final Comparator<Pair> SUREST =
      Comparator.comparing((Pair pair) -> pair.evidence() >= SAME_EVIDENCE)
          .thenComparing(Pair::evidence)
          .thenComparing(Pair::title)
          .reversed()
          .thenComparing(pair -> pair.match().before().rank())
          .thenComparing(pair -> pair.match().after().rank());

  private Matching() {}

  /** The matches in the later analysis's order of rank. */
  static List<Match> of(
      List<Ranking.Row> before,
      Map<UUID, Set<Long>> evidenceBefore,
      List<Ranking.Row> after,
      Map<UUID, Set<Long>> evidenceAfter) {
    List<Pair> pairs = new ArrayList<>();
    for (Ranking.Row one : before) {
      for (Ranking.Row two : after) {
        pairs.add(pair(one, texts(evidenceBefore, one), two, texts(evidenceAfter, two)));
      }
    }
    Set<UUID> takenBefore = new HashSet<>();
    Set<UUID> takenAfter = new HashSet<>();
    return pairs.stream()
        .filter(Pair::same)
        .sorted(SUREST)
        .map(Pair::match)
        .filter(match -> free(match, takenBefore, takenAfter))
        .sorted(Comparator.comparing(match -> match.after().rank()))
        .toList();
  }

  private static boolean free(Match match, Set<UUID> before, Set<UUID> after) {
    UUID one = match.before().opportunity().id();
    UUID two = match.after().opportunity().id();
    return !before.contains(one) && !after.contains(two) && before.add(one) && after.add(two);
  }

  private static Set<Long> texts(Map<UUID, Set<Long>> evidence, Ranking.Row row) {
    @Nullable Set<Long> texts = evidence.get(row.opportunity().id());
    return texts == null ? Set.of() : texts;
  }

  private static Pair pair(Ranking.Row one, Set<Long> its, Ranking.Row two, Set<Long> others) {
    int shared = (int) its.stream().filter(others::contains).count();
    int of = Math.min(its.size(), others.size());
    double evidence = of == 0 ? 0 : (double) shared / of;
    double title = alike(one.opportunity().title(), two.opportunity().title());
    int told = evidence >= SAME_EVIDENCE ? shared : 0;
    return new Pair(new Match(one, two, told, of), evidence, title);
  }

  /** The share of two sentences' words that both have, 0 to 1; small words do not count. */
  static double alike(String one, String two) {
    Set<String> its = words(one);
    Set<String> others = words(two);
    long both = its.stream().filter(others::contains).count();
    long all = Stream.concat(its.stream(), others.stream()).distinct().count();
    return all == 0 ? 0 : (double) both / all;
  }

  private static Set<String> words(String title) {
    return WORD.matcher(title.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group())
        .filter(word -> !SMALL.contains(word))
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .collect(Collectors.toSet());
  }
}
