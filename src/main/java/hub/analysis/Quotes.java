package hub.analysis;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Finds a quote again in its own text. Both are folded the same way before they are compared: NFC,
 * any run of white space as one space, curly and straight quote marks alike. What is found is a
 * place in the original, so what is shown is always the source's own words.
 */
final class Quotes {
  /** Shorter passages prove nothing. */
  private static final int SHORTEST = 10;

  /** A quote's place: offsets in UTF-16 units into the text as stored, the end not included. */
  record Place(int starts, int ends) {}

  private Quotes() {}

  /** Where the quote stands in the text; empty when it is not there word for word, or too short. */
  static Optional<Place> find(String text, String quote) {
    Folded in = Folded.of(text);
    String wanted = Folded.of(unwrapped(quote)).folded().strip();
    if (wanted.length() < SHORTEST) {
      return Optional.empty();
    }
    int at = in.folded().indexOf(wanted);
    if (at < 0) {
      return Optional.empty();
    }
    return Optional.of(new Place(in.start(at), in.end(at + wanted.length() - 1)));
  }

  /** The words of a post in which its quotes are found: title, two line ends, body. */
  static String words(hub.sources.Text text) {
    String title = text.text().title();
    String body = text.text().body();
    if (title == null || title.isEmpty()) {
      return body;
    }
    return body.isEmpty() ? title : title + "\n\n" + body;
  }

  private static String unwrapped(String quote) {
    String stripped = quote.strip();
    boolean wrapped =
        stripped.length() > 2
            && isQuoteMark(stripped.charAt(0))
            && isQuoteMark(stripped.charAt(stripped.length() - 1));
    return wrapped ? stripped.substring(1, stripped.length() - 1) : stripped;
  }

  private static boolean isQuoteMark(char c) {
    return c == '"'
        || c == '\''
        || (c >= '\u2018' && c <= '\u201f')
        || c == '\u00ab'
        || c == '\u00bb';
  }

  /** A folded text that knows where each of its units came from. */
  private record Folded(String folded, int[] starts, int[] ends) {

    static Folded of(String text) {
      StringBuilder out = new StringBuilder(text.length());
      int[] starts = new int[text.length() * 3 + 1];
      int[] ends = new int[text.length() * 3 + 1];
      int at = 0;
      while (at < text.length()) {
        int next = clusterEnd(text, at);
        String folded = fold(text.substring(at, next));
        boolean repeatedSpace =
            folded.equals(" ") && !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
        if (repeatedSpace) {
          ends[out.length() - 1] = next;
        } else {
          for (int i = 0; i < folded.length(); i++) {
            starts[out.length()] = at;
            ends[out.length()] = next;
            out.append(folded.charAt(i));
          }
        }
        at = next;
      }
      return new Folded(out.toString(), starts, ends);
    }

    int start(int index) {
      return starts[index];
    }

    int end(int index) {
      return ends[index];
    }

    /**
     * The end of a base character and the marks that compose with it, so that NFC can fold them as
     * one.
     */
    private static int clusterEnd(String text, int at) {
      int next = at + Character.charCount(text.codePointAt(at));
      while (next < text.length() && isMark(text.codePointAt(next))) {
        next += Character.charCount(text.codePointAt(next));
      }
      return next;
    }

    private static boolean isMark(int codePoint) {
      int type = Character.getType(codePoint);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static String fold(String cluster) {
      if (cluster.length() == 1) {
        char c = cluster.charAt(0);
        if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f') {
          return " ";
        }
        if (c == '\u2018' || c == '\u2019' || c == '\u201a' || c == '\u201b') {
          return "'";
        }
        if (c >= '\u201c' && c <= '\u201f' || c == '\u00ab' || c == '\u00bb') {
          return "\"";
        }
        return cluster;
      }
      String composed = Normalizer.normalize(cluster, Normalizer.Form.NFC);
      // Composition may lengthen a few scripts; three units a unit is Unicode's own bound for NFC.
      return composed;
    }
  }
}
