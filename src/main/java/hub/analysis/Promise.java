package hub.analysis;

import hub.sources.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How promising a post looks before anything is paid: words of the topic, cues of a problem or of
 * money, questions, length and talk below it. It decides only the order, never the judgement.
 */
final class Promise {
  private static final List<Pattern> CUES =
      List.of(
          cue("\\b(pay|paid|paying|worth|subscription|price|cost|budget|\\$\\d|€\\d|£\\d)"),
          cue(
              "\\b(is there (a|an|any)|does anyone|anyone know|looking for|recommend|alternative"
                  + " to)\\b"),
          cue("\\b(spreadsheet|by hand|manually|workaround|copy and paste|retyp\\w*|on paper)\\b"),
          cue(
              "\\b(hate|nightmare|frustrat\\w*|annoy\\w*|tired of|sick"
                  + " of|stuck|lost|wast\\w*|reject\\w*|wrong)\\b"),
          cue(
              "\\b(hour|hours|every (day|week|month|time)|each"
                  + " (day|week|month|time)|weekend|sunday)\\b"),
          cue("\\b(how do you|how does everyone|what do you use|any tips|how to)\\b"));

  private static final Pattern PROMOTION =
      cue(
          "\\b(use code|promo|discount|sign up|our (new )?(app|tool|platform)|check out|% off|dm"
              + " me|launch(ed|ing))\\b");

  private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

  /** The promise at which a post fits as likely as not, and how fast that changes around it. */
  private static final double EVEN = 1.9;

  private static final double STEEPNESS = 4;
  private static final double LEAST = 0.0005;
  private static final double MOST = 0.99;

  private Promise() {}

  /** The promise of a post for a topic: larger is better; only the order means something. */
  static double of(Text post, String topic) {
    String words = Quotes.words(post).toLowerCase(Locale.ROOT);
    double promise = 0;
    Set<String> about = stems(topic);
    Set<String> said = stems(words);
    promise += 2.0 * about.stream().filter(said::contains).count() / Math.max(1, about.size());
    promise += CUES.stream().filter(cue -> cue.matcher(words).find()).count() * 0.6;
    promise += words.contains("?") ? 0.3 : 0;
    promise += Math.min(1.0, words.length() / 500.0);
    promise += Math.min(0.8, Math.log1p(post.text().comments()) / 5);
    promise -= PROMOTION.matcher(words).find() ? 2.5 : 0;
    return promise;
  }

  /**
   * How likely a post of this promise fits its topic, 0 to 1; the curve was measured on judged
   * posts.
   */
  static double chance(double promise) {
    return LEAST + (MOST - LEAST) / (1 + Math.exp(STEEPNESS * (EVEN - promise)));
  }

  private static Set<String> stems(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group().substring(0, Math.min(6, found.group().length())))
        .collect(Collectors.toSet());
  }

  private static Pattern cue(String... parts) {
    return Pattern.compile(
        Arrays.stream(parts).collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE);
  }
}
