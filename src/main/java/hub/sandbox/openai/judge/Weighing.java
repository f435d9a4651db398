package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says whether a post shows a problem, whose, and how strong the evidence is. */
final class Weighing {
  private static final int MOST_PRODUCTS = 3;

  private Weighing() {}

  static void write(Field field, Reading reading, Chance chance, ObjectNode entry) {
    List<String> quotes =
        reading.problemQuotes(chance.luck().between(1, 2, "quotes", reading.name()));
    boolean keep = isKept(reading) && !quotes.isEmpty();
    entry.put("keep", keep);
    entry.put("problem", keep ? problem(reading, quotes.getFirst(), chance) : "");
    entry.put("who", keep ? who(field, reading) : "");
    entry.put("today", keep ? today(reading) : "");
    entry.put("pain", keep ? Levels.pain(reading) : 0);
    entry.put("would_pay", keep ? Levels.wouldPay(reading) : 0);
    entry.put("doable", keep ? Levels.doable(reading) : 0);
    ArrayNode shown = entry.putArray("quotes");
    ArrayNode cues = entry.putArray("cues");
    ArrayNode products = entry.putArray("products");
    if (keep) {
      quotes.forEach(quote -> shown.add(chance.quote(quote, reading.name())));
      addCues(reading, chance, cues);
      addProducts(field, reading, chance, products);
    }
  }

  private static boolean isKept(Reading reading) {
    if (!reading.onTopic() || Classifying.isPromotion(reading)) {
      return false;
    }
    return reading.tellsOfANeed();
  }

  /**
   * In a known field the catalogue's words, at a length that nobody can foresee; otherwise the
   * post's own.
   */
  private static String problem(Reading reading, String quote, Chance chance) {
    Problem problem = reading.problem();
    if (problem == null) {
      return Sentences.firstWords(quote, 25) + ".";
    }
    return chance.pick(wordings(problem), "length", reading.name());
  }

  /** The catalogue's ways of putting a problem, from short to long. */
  static List<String> wordings(Problem problem) {
    return List.of(
        problem.title() + ".", Sentences.of(problem.summary()).getFirst(), problem.summary());
  }

  private static String who(Field field, Reading reading) {
    Problem problem = reading.problem();
    return problem == null
        ? "people who write about " + field.name()
        : Sentences.firstWords(problem.who().split(",")[0], 10);
  }

  private static String today(Reading reading) {
    if (!reading.has(Cue.WORKAROUND)) {
      return "";
    }
    Problem problem = reading.problem();
    return problem == null
        ? reading.quote(Cue.WORKAROUND).map(quote -> Sentences.firstWords(quote, 15)).orElse("")
        : Sentences.firstWords(problem.today(), 15);
  }

  private static void addCues(Reading reading, Chance chance, ArrayNode cues) {
    if (Levels.wouldPay(reading) >= 2) {
      reading
          .best(sentence -> Levels.isWilling(sentence) ? 2 : Levels.isNearPaying(sentence) ? 1 : 0)
          .map(sentence -> Sentences.passage(sentence, Cue.PAYS.pattern()))
          .ifPresent(cue -> cues.add(chance.quote(cue, reading.name())));
    }
  }

  private static void addProducts(Field field, Reading reading, Chance chance, ArrayNode products) {
    for (String sentence : reading.sentences()) {
      for (String product : Products.in(sentence, field)) {
        if (products.size() < MOST_PRODUCTS
            && products.findValuesAsString("name").stream().noneMatch(product::equals)) {
          String quote = Sentences.passage(sentence, Pattern.compile(Pattern.quote(product)));
          products
              .addObject()
              .put("name", product)
              .put("quote", chance.quote(quote, reading.name()));
        }
      }
    }
  }
}
