package hub.integration.view;

import hub.analysis.view.AnalysisLine;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Quote;
import hub.analysis.view.ResultsView;
import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.Recording;
import hub.integration.Recordings;
import hub.integration.delivery.ResultEvent;
import hub.integration.trial.TrialMessage;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.Texts;
import hub.web.CurrentUser;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the workspace has that a flow can be tried on: its newest posts for sources, its newest
 * findings for results. Nothing is kept for it: what has expired is not offered.
 */
@Component
class Messages {
  private static final int OFFERED = 5;
  private static final int LONGEST_TITLE = 60;

  private final Texts texts;
  private final Recordings recordings;
  private final AnalysisReader analyses;
  private final JsonMapper json;

  Messages(Texts texts, Recordings recordings, AnalysisReader analyses, JsonMapper json) {
    this.texts = texts;
    this.recordings = recordings;
    this.analyses = analyses;
    this.json = json;
  }

  List<Recorded> recorded(CurrentUser user, Flow flow) {
    return flow.kind() == FlowKind.SOURCE
        ? Stream.concat(
                recordings.list(flow.id()).stream().map(Messages::recording),
                texts.newestPosts(user.workspaceId(), OFFERED).stream().map(this::post))
            .toList()
        : findings(user.workspaceId());
  }

  Optional<Recorded> find(CurrentUser user, Flow flow, String key) {
    return recorded(user, flow).stream().filter(each -> each.key().equals(key)).findFirst();
  }

  /** What really entered the flow; its key says so. */
  Optional<Recording> recording(Flow flow, String key) {
    return recordings.list(flow.id()).stream()
        .filter(each -> recording(each).key().equals(key))
        .findFirst();
  }

  private static Recorded recording(Recording each) {
    return new Recorded(
        "recording-" + each.id(),
        "Recorded at %s, %s".formatted(each.at().truncatedTo(ChronoUnit.SECONDS), each.from()),
        each.expiresAt(),
        each.message());
  }

  private Recorded post(Text stored) {
    NewText text = stored.text();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", text.name());
    body.put("community", text.community());
    body.put("author", text.author());
    body.put("title", text.title());
    body.put("body", text.body());
    body.put("length", text.length());
    body.put("score", text.score());
    body.put("comments", text.comments());
    body.put("created", text.createdAt().getEpochSecond());
    body.put("traits", text.traits().stream().sorted().toList());
    return recorded(
        "post-" + stored.id(),
        "Post in %s: %s".formatted(text.community(), cut(text.title())),
        stored.expiresAt(),
        body);
  }

  private List<Recorded> findings(UUID workspaceId) {
    List<Recorded> all = new ArrayList<>();
    for (AnalysisLine line : analyses.analyses(workspaceId, 0, OFFERED)) {
      analyses.results(workspaceId, line.id()).ifPresent(results -> add(workspaceId, results, all));
    }
    return all.stream().limit(2L * OFFERED).toList();
  }

  private void add(UUID workspaceId, ResultsView results, List<Recorded> all) {
    results.opportunities().stream()
        .findFirst()
        .flatMap(one -> analyses.opportunity(workspaceId, results.id(), one.id()))
        .map(this::opportunity)
        .ifPresent(all::add);
    if (results.state().ended()) {
      all.add(analysis(results));
    }
  }

  private Recorded analysis(ResultsView results) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("event", ResultEvent.ANALYSIS.word());
    body.put("id", results.id());
    body.put("topic", results.topic());
    body.put("mode", results.mode().word());
    body.put("partial", results.partial() != null);
    body.put("opportunities", results.opportunities().size());
    body.put("candidates", results.candidates().size());
    body.put("posts", results.posts());
    body.put("charge", results.money().charged().toPlainString());
    body.put("path", "/analyses/" + results.id());
    return recorded(
        "analysis-" + results.id(), "Finished analysis: " + cut(results.topic()), null, body);
  }

  private Recorded opportunity(OpportunityView found) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("event", ResultEvent.OPPORTUNITY.word());
    body.put("id", found.opportunity().id());
    body.put("analysis", found.analysisId());
    body.put("topic", found.topic());
    body.put("mode", found.mode().word());
    body.put("title", found.opportunity().title());
    body.put("problem", found.problem());
    body.put("who", found.whoInFull());
    body.put("today", found.today());
    body.put("rank", found.rank());
    body.put("communities", found.opportunity().communities());
    body.put(
        "quotes",
        found.quotes().stream()
            .filter(quote -> quote.words() != null)
            .map(Messages::quote)
            .toList());
    body.put(
        "path", "/analyses/" + found.analysisId() + "/opportunities/" + found.opportunity().id());
    return recorded(
        "opportunity-" + found.opportunity().id(),
        "Opportunity: " + cut(found.opportunity().title()),
        found.expiresAt(),
        body);
  }

  private static Map<String, String> quote(Quote quote) {
    return Map.of(
        "words", quote.words() == null ? "" : quote.words().text(), "community", quote.community());
  }

  private Recorded recorded(
      String key, String title, @Nullable Instant expiresAt, Map<String, Object> body) {
    return new Recorded(
        key,
        title,
        expiresAt,
        new TrialMessage(
            json.writerWithDefaultPrettyPrinter().writeValueAsString(body),
            "JSON",
            Map.of(),
            Map.of()));
  }

  private static String cut(@Nullable String title) {
    String words = title == null ? "" : title;
    return words.length() <= LONGEST_TITLE ? words : words.substring(0, LONGEST_TITLE - 1) + "…";
  }
}
