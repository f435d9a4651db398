package hub.analysis.view;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * People's own words for a problem: runs of two to four words that at least two of them use in what
 * is quoted. Counted by code, so that they are nobody's paraphrase.
 */
final class Phrases {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;
  private static final int AUTHORS = 2;
  private static final int MOST = 8;

  /** A phrase that begins or ends with one of these is a torn one. */
  private static final Set<String> SMALL =
      Set.of(
          "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
          "but", "by", "can", "did", "do", "does", "for", "from", "get", "got", "had", "has",
          "have", "he", "her", "his", "how", "i", "i'd", "i'm", "i've", "if", "in", "is", "it",
          "it's", "its", "just", "me", "my", "no", "not", "of", "on", "one", "or", "our", "she",
          "so", "some", "than", "that", "the", "their", "them", "then", "there", "they", "this",
          "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with",
          "would", "you", "your");

  /**
   * One phrase.
   *
   * @param authors how many people use it
   */
  record Phrase(String words, int authors) {}

  private Phrases() {}

  /** The most used first, at most eight; a phrase within a longer one of as many is left out. */
  static List<Phrase> of(List<Quote> quotes) {
    Map<String, Set<String>> users = new LinkedHashMap<>();
    for (Quote quote : quotes) {
      if (quote.words() != null && quote.author() != null) {
        runs(quote.words().text())
            .forEach(
                run -> users.computeIfAbsent(run, none -> new HashSet<>()).add(quote.author()));
      }
    }
    List<Phrase> all = new ArrayList<>();
    users.forEach((words, by) -> all.add(new Phrase(words, by.size())));
    all.removeIf(phrase -> phrase.authors() < AUTHORS);
    all.sort(
        Comparator.comparingInt(Phrase::authors)
            .thenComparingInt(phrase -> phrase.words().length())
            .reversed());
    List<Phrase> kept = new ArrayList<>();
    for (Phrase phrase : all) {
      if (kept.size() < MOST && kept.stream().noneMatch(other -> within(phrase, other))) {
        kept.removeIf(other -> other.authors() == phrase.authors() && within(other, phrase));
        kept.add(phrase);
      }
    }
    return kept;
  }

  private static boolean within(Phrase part, Phrase whole) {
    return (" " + whole.words() + " ").contains(" " + part.words() + " ")
        && whole.authors() >= part.authors();
  }

  private static Set<String> runs(String text) {
    Set<String> runs = new HashSet<>();
    for (List<String> clause : clauses(text)) {
      for (int from = 0; from < clause.size(); from++) {
        for (int many = SHORTEST; many <= LONGEST && from + many <= clause.size(); many++) {
          List<String> run = clause.subList(from, from + many);
          if (!SMALL.contains(run.getFirst()) && !SMALL.contains(run.getLast())) {
            runs.add(String.join(" ", run));
          }
        }
      }
    }
    return runs;
  }

  /** Words between punctuation: no phrase reaches over it. */
  private static List<List<String>> clauses(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    BreakIterator words = BreakIterator.getWordInstance(Locale.ENGLISH);
    words.setText(plain);
    List<List<String>> clauses = new ArrayList<>();
    List<String> clause = new ArrayList<>();
    for (int from = words.first(), to = words.next();
        to != BreakIterator.DONE;
        from = to, to = words.next()) {
      String word = plain.substring(from, to);
      if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
        clause.add(word);
      } else if (!word.isBlank()) {
        clauses.add(clause);
        clause = new ArrayList<>();
      }
    }
    clauses.add(clause);
    return clauses;
  }
}
