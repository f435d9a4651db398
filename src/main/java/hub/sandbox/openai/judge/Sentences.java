package hub.sandbox.openai.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into passages that can be quoted: real substrings of 200 characters at most. */
final class Sentences {
  static final int LONGEST = 200;

  private static final Pattern END =
      Pattern.compile("(?<=[.!?…])[\"'”’)]*\\s+|(?<=[。！？])|\\s*\\n+\\s*");
  private static final Pattern CLAUSE_END = Pattern.compile("(?<=[,;:—–])\\s+|\\s+(?=\\()");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  private Sentences() {}

  /**
   * The sentences of a text in its own words; lines that repeat somebody else ({@code >}) are left
   * out.
   */
  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    for (String line : text.split("\\n")) {
      if (!line.strip().startsWith(">") && !line.strip().startsWith("&gt;")) {
        END.splitAsStream(line).map(String::strip).filter(Sentences::says).forEach(sentences::add);
      }
    }
    return sentences;
  }

  private static boolean says(String sentence) {
    return LETTER.matcher(sentence).find();
  }

  /**
   * A passage of the sentence that is short enough and holds what the pattern finds, if it finds
   * anything.
   */
  static String passage(String sentence, Pattern around) {
    if (sentence.length() <= LONGEST) {
      return sentence;
    }
    Matcher found = around.matcher(sentence);
    int middle = found.find() ? found.start() : 0;
    int from = 0;
    Matcher clause = CLAUSE_END.matcher(sentence);
    while (clause.find() && clause.end() <= middle) {
      from = clause.end();
    }
    return clipped(sentence.substring(from));
  }

  /** The beginning of a passage, cut between two words. */
  private static String clipped(String passage) {
    if (passage.length() <= LONGEST) {
      return passage;
    }
    int space = passage.lastIndexOf(' ', LONGEST);
    int end = space > 0 ? space : LONGEST;
    return passage.substring(0, Character.isHighSurrogate(passage.charAt(end - 1)) ? end - 1 : end);
  }

  /** The first so many words, without a full stop and, if cut, without small words at the end. */
  static String firstWords(String text, int words) {
    String[] all = text.strip().split("\\s+");
    int end = Math.min(words, all.length);
    while (end < all.length && end > 1 && Words.of(all[end - 1]).isEmpty()) {
      end--;
    }
    return String.join(" ", List.of(all).subList(0, end)).replaceAll("[.!?,;:\\s]+$", "");
  }
}
