package hub.sources;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells whether a text holds a part of words that are gone: five words in a row of them, or a whole
 * line of three or four. Fewer are said by many people on their own.
 */
public final class Wordings {
  private static final int LONGEST = 5;
  private static final int SHORTEST = 3;

  private final Set<String> runs = new HashSet<>();

  private Wordings() {}

  /** What must stand nowhere any more. */
  public static Wordings of(Collection<String> gone) {
    Wordings wordings = new Wordings();
    gone.stream().flatMap(String::lines).forEach(wordings::add);
    return wordings;
  }

  private void add(String line) {
    List<String> words = words(line);
    if (words.size() >= SHORTEST) {
      for (int from = 0; from == 0 || from + LONGEST <= words.size(); from++) {
        runs.add(run(words, from, Math.min(LONGEST, words.size())));
      }
    }
  }

  /** Whether there is nothing that could be held. */
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Whether this holds a part of them. */
  public boolean standIn(String text) {
    List<String> words = words(text);
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int from = 0; from + length <= words.size(); from++) {
        if (runs.contains(run(words, from, length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String run(List<String> words, int from, int length) {
    return String.join(" ", words.subList(from, from + length));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
    breaks.setText(text);
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      if (Character.isLetterOrDigit(text.codePointAt(from))) {
        words.add(text.substring(from, to).toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
