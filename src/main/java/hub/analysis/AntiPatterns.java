package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.analysis.Mentions.Role;
import hub.sources.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The third stage: what speaks against a kept post's problem as a business. */
@Component
public class AntiPatterns extends BatchStage {
  /** Clearly one of these, and the post is no mention of a problem that lasts. */
  private static final Set<String> FATAL = Set.of("solution_without_problem", "one_off_rant");

  private final Findings findings;
  private final Mentions mentions;

  AntiPatterns(Desk desk, Findings findings, Mentions mentions) {
    super(PaidStage.ANTIPATTERNS, desk);
    this.findings = findings;
    this.mentions = mentions;
  }

  @Override
  ObjectNode item(Analysis analysis, Batch batch, Text text) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put(
        "problem",
        findings.find(analysis.id(), text.id()).map(Findings.Finding::problem).orElse(""));
    return item.setAll(Classification.postItem(text));
  }

  @Override
  int cap(int items) {
    return 120 + 130 * items;
  }

  @Override
  void apply(Analysis analysis, Batch batch, Map<Text, JsonNode> answers) {
    Map<String, Integer> found = new TreeMap<>();
    List<Long> survivors = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    answers.forEach(
        (text, answer) -> {
          boolean fatal = check(analysis, text, answer, found);
          (fatal ? left : survivors).add(text.id());
        });
    left.forEach(
        post -> {
          mentions.forget(analysis.id(), post);
          findings.drop(analysis.id(), post);
        });
    desk.posts().survived(analysis.id(), survivors, left);
    desk.figures().done(analysis.id(), PaidStage.ANTIPATTERNS, answers.size());
    desk.events()
        .append(
            analysis.id(),
            new AnalysisEvent.AntiPatternsChecked(batch.chunk(), found, survivors, left));
    answers.keySet().stream()
        .filter(text -> survivors.contains(text.id()) && text.text().comments() > 0)
        .forEach(
            text ->
                desk.plan()
                    .thread(
                        analysis,
                        new Batch("p" + text.id(), batch.chunk(), text.id(), List.of(text.id()))));
  }

  private boolean check(Analysis analysis, Text text, JsonNode answer, Map<String, Integer> found) {
    boolean fatal = false;
    findings.room(analysis.id(), text.id(), answer.path("room").asInt());
    for (JsonNode finding : answer.path("findings")) {
      String pattern = finding.path("pattern").asText();
      String strength = finding.path("strength").asText();
      boolean evidenced =
          mentions.quote(
              analysis,
              PaidStage.ANTIPATTERNS,
              text.id(),
              text,
              Role.ANTIPATTERN,
              finding.path("quote").asText(),
              pattern,
              strength);
      if (evidenced) {
        found.merge(pattern, 1, Integer::sum);
        fatal |= FATAL.contains(pattern) && strength.equals("clearly");
      }
    }
    return fatal;
  }
}
