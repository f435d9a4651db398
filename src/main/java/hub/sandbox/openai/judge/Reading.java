package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the model makes of one text, whatever the stage.
 *
 * @param name the text's own name, by which chance is drawn for it
 * @param sentences what can be quoted, without passages that talk to the model
 * @param problem the catalogue's problem that the text is about; null if none
 * @param relatedness how near the text is to that problem, or to the topic if there is none
 * @param onTopic whether it belongs to the topic
 * @param impression what the text looks like to one that does not know its problem
 */
record Reading(
    String name,
    List<String> sentences,
    @Nullable Problem problem,
    Set<String> problemWords,
    double relatedness,
    boolean onTopic,
    Learned.Impression impression) {

  private static final int SHORTEST_QUOTE = 15;

  /** From here on a sentence shows the problem. */
  private static final double TELLS_OF_THE_PROBLEM = 0.9;

  private static final List<Sign> SIGNS_OF_A_PROBLEM =
      List.of(Sign.AGAIN, Sign.TIME, Sign.SUM, Sign.TROUBLE, Sign.PAYS, Sign.MAKESHIFT, Sign.OWN);

  /** From this length on a sentence mostly says enough to stand alone. */
  private static final int TELLING = 35;

  /** Whether somebody tells of a problem of their own, whatever it is. */
  boolean tellsOfANeed() {
    boolean inPlainWords =
        has(Cue.FIRST_PERSON) && has(Cue.STRONG_PAIN) && has(Cue.PAIN) && !impression.isUnlikely();
    return problem != null || impression.isMention() || inPlainWords;
  }

  /** Whether any sentence holds the cue. */
  boolean has(Cue cue) {
    return sentences.stream().anyMatch(cue::in);
  }

  long count(Cue cue) {
    return sentences.stream().filter(cue::in).count();
  }

  /** The sentence that shows one of these cues best, short enough to be quoted. */
  Optional<String> quote(Cue... cues) {
    Pattern first = cues[0].pattern();
    return best(sentence ->
            Arrays.stream(cues).anyMatch(cue -> cue.in(sentence)) ? weight(sentence, cues) : 0)
        .map(sentence -> Sentences.passage(sentence, first));
  }

  private double weight(String sentence, Cue... cues) {
    double weight = 1 + 2 * Words.share(problemWords, sentence);
    for (int i = 0; i < cues.length; i++) {
      weight += cues[i].in(sentence) ? 1.0 / (i + 1) : 0;
    }
    return weight;
  }

  /** The sentences that show the problem best, the best first. */
  List<String> problemQuotes(int most) {
    List<String> quotes = new ArrayList<>();
    double least = problem == null && tellsOfANeed() ? 0 : TELLS_OF_THE_PROBLEM;
    sentences.stream()
        .distinct()
        .filter(sentence -> sentence.length() >= SHORTEST_QUOTE && strength(sentence) > least)
        .sorted(Comparator.comparingDouble(this::strength).reversed())
        .limit(most)
        .forEach(sentence -> quotes.add(Sentences.passage(sentence, Cue.STRONG_PAIN.pattern())));
    return quotes;
  }

  private double strength(String sentence) {
    double strength = Math.min(4, Words.common(problemWords, sentence)) * 0.5;
    strength += Cue.SEVERE_PAIN.in(sentence) ? 1.5 : 0;
    strength += Cue.STRONG_PAIN.in(sentence) ? 1 : 0;
    strength += Cue.PAIN.in(sentence) ? 1 : 0;
    strength += Cue.WORKAROUND.in(sentence) ? 0.5 : 0;
    strength += Cue.FIRST_PERSON.in(sentence) ? 0.4 : 0;
    strength += problem == null ? signs(sentence) : 0;
    strength -= sentence.endsWith("?") ? 0.8 : 0;
    strength -= sentence.length() < TELLING ? 0.8 : 0;
    return strength;
  }

  /** How much a sentence says in any language of what makes a problem one. */
  private static double signs(String sentence) {
    double signs = 0.1;
    for (Sign sign : SIGNS_OF_A_PROBLEM) {
      signs += 0.5 * sign.strength(sentence);
    }
    return signs;
  }

  /**
   * The sentence that the function likes best, the earlier one of two alike; empty if it likes
   * none.
   */
  Optional<String> best(ToDoubleFunction<String> weight) {
    String best = null;
    double most = 0;
    for (String sentence : sentences) {
      double here = sentence.length() < SHORTEST_QUOTE ? 0 : weight.applyAsDouble(sentence);
      if (here > most) {
        best = sentence;
        most = here;
      }
    }
    return Optional.ofNullable(best);
  }
}
