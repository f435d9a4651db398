package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.analysis.Findings.Finding;
import hub.analysis.Mentions.Role;
import hub.sources.Text;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The second stage: whether a fitting post shows a real problem, whose, and how strong. */
@Component
public class Feasibility extends BatchStage {
  /** Judging many long posts at once makes every judgement worse. */
  static final int POSTS_A_CALL = 10;

  private final Findings findings;
  private final Mentions mentions;
  private final Groups groups;
  private final Clock clock;

  Feasibility(Desk desk, Findings findings, Mentions mentions, Groups groups, Clock clock) {
    super(PaidStage.FEASIBILITY, desk);
    this.findings = findings;
    this.mentions = mentions;
    this.groups = groups;
    this.clock = clock;
  }

  @Override
  ObjectNode item(Analysis analysis, Batch batch, Text text) {
    return Classification.postItem(text);
  }

  @Override
  int cap(int items) {
    return 160 + 260 * items;
  }

  @Override
  void prepare(Map<Text, JsonNode> answers) {
    List<String> gists = new ArrayList<>();
    answers.forEach((text, answer) -> gists.add(finding(text, answer).gist()));
    groups.prepare(gists);
  }

  @Override
  void apply(Analysis analysis, Batch batch, Map<Text, JsonNode> answers) {
    List<Long> kept = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    answers.forEach((text, answer) -> (keep(analysis, text, answer) ? kept : left).add(text.id()));
    desk.posts().kept(analysis.id(), kept, left);
    desk.figures().done(analysis.id(), PaidStage.FEASIBILITY, answers.size());
    desk.figures().due(analysis.id(), PaidStage.ANTIPATTERNS, kept.size());
    desk.events().append(analysis.id(), new AnalysisEvent.PostsJudged(batch.chunk(), kept, left));
    if (!kept.isEmpty()) {
      desk.plan()
          .stage(analysis, PaidStage.ANTIPATTERNS, new Batch(batch.name(), batch.chunk(), 0, kept));
    }
  }

  /** A post is kept only if a quote of it is found again: no claim without evidence. */
  private boolean keep(Analysis analysis, Text text, JsonNode answer) {
    if (!answer.path("keep").asBoolean() || answer.path("problem").asText().isBlank()) {
      return false;
    }
    boolean evidenced = false;
    for (JsonNode quote : answer.path("quotes")) {
      evidenced |= quote(analysis, text, Role.EVIDENCE, quote.asText(), null);
    }
    if (!evidenced) {
      return false;
    }
    for (JsonNode cue : answer.path("cues")) {
      quote(analysis, text, Role.CUE, cue.asText(), null);
    }
    for (JsonNode product : answer.path("products")) {
      quote(
          analysis,
          text,
          Role.PRODUCT,
          product.path("quote").asText(),
          product.path("name").asText());
    }
    place(analysis, finding(text, answer));
    return true;
  }

  private boolean quote(
      Analysis analysis,
      Text text,
      Role role,
      String words,
      @org.jspecify.annotations.Nullable String detail) {
    return mentions.quote(
        analysis, PaidStage.FEASIBILITY, text.id(), text, role, words, detail, null);
  }

  private void place(Analysis analysis, Finding finding) {
    Finding twin = groups.twin(findings.all(analysis.id()), finding);
    if (twin == null || twin.opportunity() == null) {
      UUID opportunity = findings.newOpportunity(analysis, finding, clock.instant());
      findings.add(analysis.id(), finding, opportunity);
      desk.events()
          .append(analysis.id(), new AnalysisEvent.CandidateFound(opportunity, finding.post()));
      return;
    }
    findings.add(analysis.id(), finding, twin.opportunity());
    Growth.tell(analysis, twin.opportunity(), findings, desk.events());
  }

  private static Finding finding(Text text, JsonNode answer) {
    return new Finding(
        text.id(),
        null,
        sentence(answer.path("problem").asText()),
        answer.path("who").asText(),
        answer.path("today").asText(),
        answer.path("pain").asInt(),
        answer.path("would_pay").asInt(),
        answer.path("doable").asInt(),
        null);
  }

  /** A problem stands as a title while the analysis runs, and titles have no full stop. */
  private static String sentence(String problem) {
    return problem.strip().replaceFirst("\\.$", "");
  }
}
