package bench;

import hub.analysis.view.Gain;
import hub.analysis.view.Gain.Graded;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a judge must beat: a value for each post that needs no reading. A post counts as an
 * opportunity from the value on that does best on the half for tuning.
 */
enum Baseline {
  VOTES(Labelled::votes),
  KEYWORDS(Baseline::cues),
  CONSTANT(text -> 1);

  /** Words of trouble, money, asking and makeshifts, in the set's larger languages. */
  private static final List<Pattern> CUES =
      List.of(
          words("pay|paid|cost|costs|price|zahlen|kostet|pago|pagar|paie|payer|euros?|[$£€]"),
          words("hours?|evenings?|weekends?|stunden?|abende?|horas?|tardes?|heures?|soirs?"),
          words("every|each|again|jede[nsr]?|wieder|cada|chaque|encore"),
          words("lost|wrong|hate|problem|forg\\w+|falsch|vergess\\w+|perd\\w+|oubli\\w+"),
          words("spreadsheet|paper|by hand|excel|tabelle|von hand|hoja|a mano|tableau|carnet"),
          words("anyone|is there|alternative|looking for|gibt es|sucht?e?|existe\\w*|busco"));

  private final ToDoubleFunction<Labelled> value;

  Baseline(ToDoubleFunction<Labelled> value) {
    this.value = value;
  }

  /** Its name in figures. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How well it tells opportunities on posts, from the value on that did best on others. */
  Counts tell(Collection<Labelled> tuning, Collection<Labelled> measured) {
    double from = threshold(tuning);
    return counts(measured, from);
  }

  /** How well it ranks posts by their worth: the mean over the topics. */
  double rank(Collection<Labelled> posts) {
    return meanGain(posts, value);
  }

  private double threshold(Collection<Labelled> posts) {
    double best = 0;
    double bestF1 = -1;
    for (double from : posts.stream().mapToDouble(value).distinct().sorted().toArray()) {
      double f1 = counts(posts, from).f1();
      if (f1 > bestF1) {
        best = from;
        bestF1 = f1;
      }
    }
    return best;
  }

  private Counts counts(Collection<Labelled> posts, double from) {
    return Counts.of(posts, Labelled::opportunity, post -> value.applyAsDouble(post) >= from);
  }

  /** The mean over the topics of nDCG@10, with the labelled worth as grade. */
  static double meanGain(Collection<Labelled> posts, ToDoubleFunction<Labelled> value) {
    Map<String, List<Graded>> byTopic =
        posts.stream()
            .collect(
                Collectors.groupingBy(
                    Labelled::topic,
                    Collectors.mapping(
                        post -> new Graded(value.applyAsDouble(post), post.worth()),
                        Collectors.toList())));
    return byTopic.values().stream()
        .mapToDouble(graded -> Gain.normalised(graded, 10))
        .average()
        .orElse(0);
  }

  private static double cues(Labelled text) {
    return CUES.stream().filter(cue -> cue.matcher(text.words()).find()).count();
  }

  private static Pattern words(String words) {
    return Pattern.compile(
        "(?<![\\p{L}])(" + words + ")(?![\\p{L}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
