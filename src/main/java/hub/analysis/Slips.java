package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ids under which items go to the model: given by code, local to one question, in shuffled
 * order. The shuffle depends only on its seed, so a repeated question is the same question.
 */
final class Slips<T> {
  private final Map<String, T> byId = new LinkedHashMap<>();

  private Slips() {}

  /** Deals {@code i1}, {@code i2}, … (or another letter) to the things in shuffled order. */
  static <T> Slips<T> deal(String letter, List<T> things, long seed) {
    List<T> shuffled = new ArrayList<>(things);
    Collections.shuffle(shuffled, new Random(seed));
    Slips<T> slips = new Slips<>();
    for (T thing : shuffled) {
      slips.byId.put(letter + (slips.byId.size() + 1), thing);
    }
    return slips;
  }

  /**
   * The same ids for what the things stand for. One that stands for nothing leaves a gap: whatever
   * is erased between a question and its answer, no id comes to mean another thing.
   */
  <R> Slips<R> standingFor(Map<T, R> meanings) {
    Slips<R> slips = new Slips<>();
    byId.forEach(
        (id, thing) -> {
          R meaning = meanings.get(thing);
          if (meaning != null) {
            slips.byId.put(id, meaning);
          }
        });
    return slips;
  }

  /** Id to thing, in the order in which they are shown. */
  Map<String, T> byId() {
    return byId;
  }

  /**
   * What came back.
   *
   * @param answers one entry for each thing that was answered exactly once
   * @param foreign how many entries named an id that was not dealt
   * @param repeated how many things were answered more than once, and so not at all
   */
  record Returned<T>(Map<T, JsonNode> answers, int foreign, int repeated) {}

  /** Matches the entries of an answer to their things; foreign and repeated ids are refused. */
  Returned<T> match(JsonNode entries) {
    Map<String, JsonNode> once = new HashMap<>();
    Set<String> repeated = new TreeSet<>();
    int foreign = 0;
    for (JsonNode entry : entries) {
      String id = entry.path("id").asText();
      if (!byId.containsKey(id)) {
        foreign++;
      } else if (once.put(id, entry) != null) {
        repeated.add(id);
      }
    }
    Map<T, JsonNode> answers = new LinkedHashMap<>();
    byId.forEach(
        (id, thing) -> {
          JsonNode entry = once.get(id);
          if (entry != null && !repeated.contains(id)) {
            answers.put(thing, entry);
          }
        });
    return new Returned<>(answers, foreign, repeated.size());
  }
}
