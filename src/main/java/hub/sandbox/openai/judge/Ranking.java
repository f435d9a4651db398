package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;
import hub.sandbox.openai.judge.Field.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives levels to opportunities by what their quotes say. In another order one level in some of
 * them comes out a step otherwise, as published judges do.
 */
record Ranking(Fields fields, Vectors vectors) implements Stage {
  private static final List<String> CRITERIA = List.of("pain", "would_pay", "doable", "room");
  private static final List<String> NUMBERS =
      List.of("None", "One", "Two", "Three", "Four", "Five", "Six");

  private record Quote(String id, String text) {}

  private record Judged(int level, String why, List<Quote> support) {}

  @Override
  public ObjectNode answer(JsonNode data, Chance chance) {
    Field field = fields.of(Stage.text(data, "topic"));
    String order = order(data.path("opportunities"));
    ArrayNode entries = Stage.array();
    for (JsonNode item : data.path("opportunities")) {
      String title = Stage.text(item, "title");
      ObjectNode entry = entry(field, item, chance, title, order);
      chance.add(entry, title + order, entries);
    }
    return Stage.items(entries);
  }

  private static String order(JsonNode opportunities) {
    return Luck.nameOf(
        StreamSupport.stream(opportunities.spliterator(), false)
            .map(each -> Stage.text(each, "title"))
            .collect(Collectors.joining("\n")));
  }

  private ObjectNode entry(Field field, JsonNode item, Chance chance, String title, String order) {
    Problem known = known(field, title + ". " + Stage.text(item, "problem"));
    List<Quote> quotes = new ArrayList<>();
    item.path("quotes")
        .forEach(
            quote -> quotes.add(new Quote(Stage.text(quote, "id"), Stage.text(quote, "text"))));
    quotes.removeIf(quote -> Reader.isInstruction(quote.text()));
    boolean changes =
        chance.luck().strikes(chance.quirks().secondThoughts(), "rank", "changes", title, order);
    String changed = chance.pick(CRITERIA, "changed" + order, title);
    ObjectNode entry = Stage.object().put("id", Stage.text(item, "id"));
    for (String criterion : CRITERIA) {
      Judged judged = judged(criterion, known, quotes);
      int step = changes && criterion.equals(changed) ? judged.level() == 0 ? 1 : -1 : 0;
      ObjectNode shown =
          entry.putObject(criterion).put("level", judged.level() + step).put("why", judged.why());
      ArrayNode ids = shown.putArray("quotes");
      judged.support().stream().limit(3).forEach(quote -> ids.add(quote.id()));
    }
    return entry;
  }

  private @Nullable Problem known(Field field, String text) {
    Match match = field.nearest(vectors.of(text), Words.of(text));
    return match.known() != null && match.likeness() >= Reader.SAME_PROBLEM
        ? match.known().problem()
        : null;
  }

  private static Judged judged(String criterion, @Nullable Problem known, List<Quote> quotes) {
    return switch (criterion) {
      case "pain" -> pain(known, quotes);
      case "would_pay" -> wouldPay(known, quotes);
      case "doable" -> doable(known, quotes);
      default -> room(known, quotes);
    };
  }

  private static Judged pain(@Nullable Problem known, List<Quote> quotes) {
    return known == null ? painOfUnknown(quotes) : painOfKnown(known, quotes);
  }

  /** In any language: what all that was said together is worth. */
  private static Judged painOfUnknown(List<Quote> quotes) {
    List<Quote> support =
        holding(
            quotes,
            text ->
                Cue.STRONG_PAIN.in(text)
                    || Sign.AGAIN.in(text) + Sign.TIME.in(text) + Sign.TROUBLE.in(text) > 0);
    List<String> said = quotes.stream().map(Quote::text).toList();
    int level =
        support.isEmpty()
            ? Math.min(1, quotes.size())
            : Levels.painOf(Learned.standard().of(Features.of(said)));
    return new Judged(
        level,
        people(
            support, "tells of the trouble", "tell of the trouble", "No quote says that it hurts"),
        support);
  }

  private static Judged painOfKnown(Problem known, List<Quote> quotes) {
    List<Quote> severe = holding(quotes, Cue.SEVERE_PAIN::in);
    List<Quote> strong =
        holding(quotes, text -> Cue.STRONG_PAIN.in(text) || Cue.SEVERE_PAIN.in(text));
    List<Quote> any =
        holding(
            quotes,
            text -> Cue.PAIN.in(text) || Cue.STRONG_PAIN.in(text) || Cue.SEVERE_PAIN.in(text));
    int seen =
        severe.size() >= 2 || strong.size() >= 4
            ? 4
            : !strong.isEmpty() ? 3 : any.isEmpty() ? 1 : 2;
    List<Quote> support = strong.isEmpty() ? any : strong;
    int level = support.isEmpty() ? Math.min(1, quotes.size()) : Levels.near(seen, known.pain());
    String why =
        strong.isEmpty()
            ? people(
                any, "calls it a nuisance", "call it a nuisance", "No quote says that it hurts")
            : people(
                strong,
                "tells what it costs, or that it comes back",
                "tell what it costs, or that it comes back",
                "");
    return new Judged(level, why, support);
  }

  private static Judged wouldPay(@Nullable Problem known, List<Quote> quotes) {
    List<Quote> willing = holding(quotes, Levels::isWilling);
    List<Quote> near =
        holding(
            quotes,
            text ->
                Levels.isNearPaying(text)
                    || known == null && Sign.PAYS.in(text) > 0 && Sign.SUM.in(text) > 0);
    int seen = willing.size() >= 2 ? 4 : !willing.isEmpty() ? 3 : near.isEmpty() ? 1 : 2;
    List<Quote> support = willing.isEmpty() ? near : willing;
    int level =
        support.isEmpty()
            ? Math.min(1, quotes.size())
            : known == null ? seen : Levels.near(seen, known.wouldPay());
    return new Judged(level, wouldPayWhy(willing, near), support);
  }

  private static String wouldPayWhy(List<Quote> willing, List<Quote> near) {
    List<Quote> sums = holding(willing, Cue.SUM::in);
    if (!sums.isEmpty()) {
      return people(sums, "names a sum", "name a sum", "");
    }
    return willing.isEmpty()
        ? people(
            near,
            "speaks of prices near it",
            "speak of prices near it",
            "No quote speaks of paying")
        : people(willing, "pays or would pay", "pay or would pay", "");
  }

  private static Judged doable(@Nullable Problem known, List<Quote> quotes) {
    List<Quote> byHand = holding(quotes, text -> isMakeshift(known, text));
    int level = known != null ? known.doable() : byHand.isEmpty() ? 2 : 3;
    String why =
        people(
            byHand,
            "does it by hand already",
            "do it by hand already",
            "No quote says how it is done now");
    return new Judged(level, why, byHand);
  }

  private static Judged room(@Nullable Problem known, List<Quote> quotes) {
    List<Quote> content = holding(quotes, Cue.CONTENT::in);
    List<Quote> makeshift = holding(quotes, text -> isMakeshift(known, text));
    int seen = !content.isEmpty() ? 1 : makeshift.isEmpty() ? 2 : 3;
    int level = known == null ? seen : Levels.near(seen, known.room());
    String why =
        !content.isEmpty()
            ? people(content, "is content with what exists", "are content with what exists", "")
            : people(
                makeshift,
                "gets by with makeshifts",
                "get by with makeshifts",
                "No quote speaks of existing answers");
    return new Judged(level, why, content.isEmpty() ? makeshift : content);
  }

  private static boolean isMakeshift(@Nullable Problem known, String text) {
    return Cue.WORKAROUND.in(text) || known == null && Sign.MAKESHIFT.in(text) > 0;
  }

  private static List<Quote> holding(List<Quote> quotes, Predicate<String> what) {
    return quotes.stream().filter(quote -> what.test(quote.text())).toList();
  }

  private static String people(List<Quote> quotes, String one, String many, String none) {
    int count = quotes.size();
    if (count == 0) {
      return none;
    }
    String number = count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count);
    return number + " " + (count == 1 ? one : many);
  }
}
