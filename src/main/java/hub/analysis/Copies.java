package hub.analysis;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells near-copies of a text: a SimHash over runs of three words, so that texts which share almost
 * all of their runs differ in few of its 64 bits (Charikar 2002).
 */
final class Copies {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int RUN = 3;

  /** Below this many words two texts may be alike by chance. */
  private static final int SHORTEST = 12;

  /** Texts whose keys differ in at most this many bits are copies. */
  private static final int ALIKE = 10;

  private Copies() {}

  /** The text's key; null if it is too short to tell. */
  static @Nullable Long key(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    if (words.size() < SHORTEST) {
      return null;
    }
    int[] weight = new int[Long.SIZE];
    for (int i = 0; i + RUN <= words.size(); i++) {
      long hash = spread(words.subList(i, i + RUN).hashCode());
      for (int bit = 0; bit < Long.SIZE; bit++) {
        weight[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
      }
    }
    long key = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      key |= weight[bit] > 0 ? 1L << bit : 0;
    }
    return key;
  }

  static boolean alike(@Nullable Long one, @Nullable Long two) {
    return one != null && two != null && Long.bitCount(one ^ two) <= ALIKE;
  }

  /** Spreads a 32-bit hash over 64 bits (SplitMix64's finaliser). */
  private static long spread(int hash) {
    long z = hash * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
