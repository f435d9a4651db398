package hub.integration.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
final class NearMiss {

  private NearMiss() {}

  /** The one that is a slip or two away, if any is. */
  static Optional<String> of(String written, Collection<String> known) {
    int most = written.length() < 5 ? 1 : written.length() < 12 ? 2 : 3;
    return known.stream()
        .filter(word -> Math.abs(word.length() - written.length()) <= most)
        .filter(word -> slips(word, written) <= most)
        .min(
            Comparator.comparingInt((String word) -> slips(word, written))
                .thenComparing(word -> word));
  }

  static String remedy(String written, Collection<String> known, String otherwise) {
    return of(written, known).map(word -> "Did you mean %s?".formatted(word)).orElse(otherwise);
  }

  /** Letters to add, drop, change or swap with their neighbour. */
  private static int slips(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
