package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers every stage as labelled: what the best model could do. */
final class LabelAnswers implements AnsweringModel.Answers {
  private static final List<String> CRITERIA = List.of("pain", "would_pay", "doable", "room");
  private static final int QUOTE = 120;

  private final List<Labelled> texts;
  private final Map<String, Labelled> byWords = new HashMap<>();
  private final Map<String, String> problemOf = new HashMap<>();

  LabelAnswers(LabelledSet set) {
    texts = set.texts();
    for (Labelled text : texts) {
      byWords.put(text.title() + "\n" + text.text(), text);
    }
  }

  @Override
  public ObjectNode to(String stage, JsonNode data) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (stage.equals("merge")) {
      merge(data, answer.putArray("opportunities"));
      return answer;
    }
    ArrayNode items = answer.putArray("items");
    for (JsonNode item : data.path(stage.equals("rank") ? "opportunities" : "items")) {
      ObjectNode entry = items.addObject().put("id", item.path("id").asText());
      switch (stage) {
        case "classify" -> classify(text(item), entry);
        case "feasibility" -> weigh(text(item), entry);
        case "antipatterns" -> doubt(text(item), entry);
        case "comments" -> listen(text(item), entry);
        case "rank" -> rank(item, entry);
        default -> throw new IllegalArgumentException("No stage is called " + stage);
      }
    }
    return answer;
  }

  private Labelled text(JsonNode item) {
    String words = item.path("title").asText("") + "\n" + item.path("text").asText();
    return Objects.requireNonNull(byWords.get(words), "a text that nobody labelled");
  }

  private static void classify(Labelled text, ObjectNode entry) {
    entry.put("label", text.label()).put("on_topic", text.onTopic());
  }

  private void weigh(Labelled text, ObjectNode entry) {
    boolean keep = text.opportunity();
    entry.put("keep", keep).put("problem", keep ? wording(text) : "");
    entry.put("who", keep ? "people of this trade" : "").put("today", "");
    entry.put("pain", keep ? text.worth() + 1 : 0).put("would_pay", keep ? text.worth() : 0);
    entry.put("doable", keep ? 3 : 0);
    ArrayNode quotes = entry.putArray("quotes");
    if (keep) {
      quotes.add(quote(text));
    }
    entry.putArray("cues");
    entry.putArray("products");
  }

  /** Of a problem's posts the first one's title stands for all. */
  private String wording(Labelled text) {
    String problem = Objects.requireNonNull(text.problem(), text.id());
    String wording =
        texts.stream()
            .filter(other -> other.isPost() && problem.equals(other.problem()))
            .map(Labelled::title)
            .findFirst()
            .orElseThrow();
    problemOf.put(wording.strip().replaceFirst("\\.$", ""), problem);
    return wording;
  }

  private static void doubt(Labelled text, ObjectNode entry) {
    entry.put("room", 2);
    ArrayNode findings = entry.putArray("findings");
    text.antiPatterns()
        .forEach(
            (pattern, strength) ->
                findings
                    .addObject()
                    .put("pattern", pattern)
                    .put("strength", strength)
                    .put("quote", quote(text)));
  }

  private static void listen(Labelled text, ObjectNode entry) {
    entry.put("stance", text.label()).put("product", "");
    entry.put("quote", text.label().equals("none") ? "" : quote(text));
  }

  private void merge(JsonNode data, ArrayNode opportunities) {
    Map<String, ObjectNode> byProblem = new HashMap<>();
    for (JsonNode group : data.path("groups")) {
      String said = group.path("problem").asText();
      byProblem
          .computeIfAbsent(
              problemOf.getOrDefault(said, said),
              problem ->
                  opportunities
                      .addObject()
                      .put("title", said)
                      .put("problem", said)
                      .put("who", "people of this trade")
                      .put("today", ""))
          .withArray("members")
          .add(group.path("id").asText());
    }
  }

  /** By the mean worth of those who are quoted. */
  private void rank(JsonNode opportunity, ObjectNode entry) {
    JsonNode quotes = opportunity.path("quotes");
    double worth =
        quotes
            .valueStream()
            .mapToInt(quote -> worthOf(quote.path("text").asText()))
            .average()
            .orElse(0);
    for (String criterion : CRITERIA) {
      ObjectNode level = entry.putObject(criterion);
      level.put("level", (int) Math.round(worth)).put("why", "As labelled");
      level.putArray("quotes").add(quotes.path(0).path("id").asText());
    }
  }

  private int worthOf(String quote) {
    return texts.stream()
        .filter(text -> text.words().contains(quote))
        .mapToInt(Labelled::worth)
        .findFirst()
        .orElseThrow();
  }

  private static String quote(Labelled text) {
    return text.text().substring(0, Math.min(QUOTE, text.text().length())).strip();
  }
}
