package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.sources.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The first stage: what kind of post each one is, and whether it is about the topic. */
@Component
public class Classification extends BatchStage {
  private static final Set<String> FITTING =
      Set.of("pain", "solution_request", "seeking_alternatives", "spending", "workaround");

  private final Sorting sorting;

  Classification(Desk desk, Sorting sorting) {
    super(PaidStage.CLASSIFY, desk);
    this.sorting = sorting;
  }

  @Override
  ObjectNode item(Analysis analysis, Batch batch, Text text) {
    return postItem(text);
  }

  /** A post as the model sees it. */
  static ObjectNode postItem(Text text) {
    String title = text.text().title();
    return JsonNodeFactory.instance
        .objectNode()
        .put("title", title == null ? "" : title)
        .put("text", text.text().body());
  }

  @Override
  int cap(int items) {
    return 120 + 32 * items;
  }

  @Override
  void apply(Analysis analysis, Batch batch, Map<Text, JsonNode> answers) {
    Map<Long, String> labels = new LinkedHashMap<>();
    List<Long> fit = new ArrayList<>();
    answers.forEach(
        (text, answer) -> {
          String label = answer.path("label").asText();
          labels.put(text.id(), label);
          if (FITTING.contains(label) && answer.path("on_topic").asBoolean()) {
            fit.add(text.id());
          }
        });
    desk.posts().label(analysis.id(), labels, fit);
    desk.figures().done(analysis.id(), PaidStage.CLASSIFY, labels.size());
    desk.figures().due(analysis.id(), PaidStage.FEASIBILITY, fit.size());
    desk.events().append(analysis.id(), new AnalysisEvent.PostsSorted(batch.chunk(), labels, fit));
    sorting.goOn(analysis, new Batch(batch.name(), batch.chunk(), 0, fit));
  }
}
