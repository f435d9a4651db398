package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Answers the same to everything, and praises it. */
final class ConstantAnswers implements AnsweringModel.Answers {
  private static final int LEVEL = 3;
  private static final int QUOTE = 60;

  @Override
  public ObjectNode to(String stage, JsonNode data) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (stage.equals("merge")) {
      ArrayNode opportunities = answer.putArray("opportunities");
      data.path("groups").forEach(group -> alone(group, opportunities.addObject()));
      return answer;
    }
    ArrayNode items = answer.putArray("items");
    for (JsonNode item : data.path(stage.equals("rank") ? "opportunities" : "items")) {
      ObjectNode entry = items.addObject().put("id", item.path("id").asText());
      String text = item.path("text").asText();
      String quote = text.substring(0, Math.min(QUOTE, text.length()));
      switch (stage) {
        case "classify" -> entry.put("label", "pain").put("on_topic", true);
        case "feasibility" -> keep(quote, entry);
        case "antipatterns" -> entry.put("room", LEVEL).putArray("findings");
        case "comments" ->
            entry.put("stance", "same_problem").put("quote", quote).put("product", "");
        case "rank" -> praise(entry);
        default -> throw new IllegalArgumentException("No stage is called " + stage);
      }
    }
    return answer;
  }

  private static void keep(String quote, ObjectNode entry) {
    entry.put("keep", true).put("problem", "Everything takes too long and costs too much");
    entry.put("who", "people").put("today", "");
    entry.put("pain", LEVEL).put("would_pay", LEVEL).put("doable", LEVEL);
    entry.putArray("quotes").add(quote);
    entry.putArray("cues");
    entry.putArray("products");
  }

  private static void praise(ObjectNode entry) {
    for (String criterion : List.of("pain", "would_pay", "doable", "room")) {
      entry.putObject(criterion).put("level", LEVEL).put("why", "Because").putArray("quotes");
    }
  }

  private static void alone(JsonNode group, ObjectNode opportunity) {
    opportunity.put("title", group.path("problem").asText());
    opportunity.put("problem", group.path("problem").asText()).put("who", "people");
    opportunity.put("today", "").putArray("members").add(group.path("id").asText());
  }
}
