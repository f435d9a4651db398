package hub.sandbox.openai.judge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is counted of a text before anything is concluded from it: its signs and its shape. */
final class Features {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d]+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Sign[] SIGNS = Sign.values();
  private static final int SHAPES = 10;

  /** How many numbers describe a text. */
  static final int COUNT = SIGNS.length + SHAPES;

  private Features() {}

  /** The numbers of a text of these sentences. */
  static double[] of(List<String> sentences) {
    String text = String.join(" ", sentences);
    double[] features = new double[COUNT];
    for (Sign sign : SIGNS) {
      features[sign.ordinal()] = sign.strength(text);
    }
    double own = features[Sign.OWN.ordinal()];
    double again = features[Sign.AGAIN.ordinal()];
    int words = Math.max(1, count(WORD, text));
    int at = SIGNS.length;
    features[at++] = again * own;
    features[at++] = features[Sign.TIME.ordinal()] * own;
    features[at++] = features[Sign.TROUBLE.ordinal()] * again;
    features[at++] = features[Sign.SUM.ordinal()] * own;
    features[at++] = features[Sign.ASKS.ordinal()] * own;
    features[at++] = (double) Sign.SMALL.in(text) / words;
    features[at++] = text.contains("!") || text.contains("！") ? 1 : 0;
    features[at++] = text.endsWith("?") || text.endsWith("？") ? 1 : 0;
    features[at++] = Math.log1p(Math.min(6, count(NUMBER, text))) / Math.log(7);
    features[at] = Math.min(1, text.length() / 400.0);
    return features;
  }

  private static int count(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int found = 0;
    while (matcher.find()) {
      found++;
    }
    return found;
  }
}
