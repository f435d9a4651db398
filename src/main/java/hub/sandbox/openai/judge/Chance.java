package hub.sandbox.openai.judge;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model's slips in one answer. Each is drawn by stage and the text's own name, so that neither
 * the neighbours nor the order of a batch move it.
 */
record Chance(String stage, Luck luck, Quirks quirks) {
  private static final List<String> FILLERS =
      List.of("really", "usually", "basically", "simply", "actually");

  /** The quote, or now and then one that looks like it and is none. */
  String quote(String quote, String name) {
    if (quote.isEmpty() || !luck.strikes(quirks.wrongQuotes(), stage, "quote", name, quote)) {
      return quote;
    }
    String[] words = quote.split(" ");
    int at = luck.between(0, words.length - 1, stage, "word", name, quote);
    String filler = FILLERS.get(luck.between(0, FILLERS.size() - 1, stage, "filler", name, quote));
    words[at] = words[at].equals(filler) ? "almost" : filler;
    return String.join(" ", words);
  }

  /**
   * Adds an entry to the answer, or now and then forgets it, gives it an id of its own or adds it
   * twice.
   */
  void add(ObjectNode entry, String name, ArrayNode answer) {
    double drawn = luck.draw(stage, "id", name);
    double each = quirks.wrongIds() / 3;
    if (drawn < each) {
      return;
    }
    if (drawn < 2 * each) {
      entry.put("id", entry.path("id").asString("") + luck.between(10, 99, stage, "foreign", name));
    }
    answer.add(entry);
    if (drawn >= 2 * each && drawn < 3 * each) {
      answer.add(entry.deepCopy());
    }
  }

  /** One of these, always the same for the same text. */
  <T> T pick(List<T> choices, String what, String name) {
    return choices.get(luck.between(0, choices.size() - 1, stage, what, name));
  }
}
