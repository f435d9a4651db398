package hub.analysis.view.export;

import hub.Mode;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.Choice;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Part;
import hub.analysis.view.Ranking;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Stage;
import hub.analysis.view.Weights;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gathers what an analysis found, from what the pages read. */
@Component
public class Results {
  private final AnalysisReader reader;
  private final Entries entries;

  Results(AnalysisReader reader, Entries entries) {
    this.reader = reader;
    this.entries = entries;
  }

  /**
   * The whole document, ranked by the choice's weights; its filters are left aside.
   *
   * @return empty if the workspace has no such analysis
   */
  public Optional<ResultsDocument> of(UUID workspaceId, UUID analysisId, Choice choice) {
    return reader
        .results(workspaceId, analysisId)
        .map(results -> document(workspaceId, results, choice));
  }

  private ResultsDocument document(UUID workspaceId, ResultsView results, Choice choice) {
    Map<UUID, OpportunityView> views = reader.opportunities(workspaceId, results.id());
    List<ResultsDocument.Entry> opportunities = new ArrayList<>();
    for (Ranking.Row row : Ranking.of(results.opportunities(), choice).ranked()) {
      Optional.ofNullable(views.get(row.opportunity().id()))
          .map(view -> entries.of(view, row.rank(), row.score()))
          .ifPresent(opportunities::add);
    }
    List<ResultsDocument.Entry> candidates = new ArrayList<>();
    for (ResultsView.Candidate candidate : results.candidates()) {
      Optional.ofNullable(views.get(candidate.id()))
          .map(view -> entries.of(view, null, null))
          .ifPresent(candidates::add);
    }
    return new ResultsDocument(
        results.id(),
        results.topic(),
        results.mode().word(),
        results.state().word(),
        isComplete(results),
        labels(results, opportunities, candidates),
        results.startedAt(),
        results.took().toSeconds(),
        results.posts(),
        results.judged(),
        results.comments(),
        Dollars.of(results.money().budget()),
        Dollars.of(results.money().charged()),
        byStage(results.stageCharges()),
        Dollars.about(results.wasted()),
        Dollars.of(results.saved()),
        weights(choice.weights()),
        opportunities,
        candidates);
  }

  private static boolean isComplete(ResultsView results) {
    return results.state() == AnalysisState.DONE && results.judged() >= results.posts();
  }

  private static List<String> labels(
      ResultsView results,
      List<ResultsDocument.Entry> opportunities,
      List<ResultsDocument.Entry> candidates) {
    List<String> labels = new ArrayList<>();
    if (results.mode() == Mode.SANDBOX) {
      labels.add("Sandbox: posts, people and model answers are invented; no real money moved.");
    }
    if (!isComplete(results)) {
      labels.add(
          "%s: %,d of %,d posts were judged."
              .formatted(whyIncomplete(results), results.judged(), results.posts()));
    }
    long expired = expired(opportunities) + expired(candidates);
    if (expired > 0) {
      labels.add(
          "Evidence expired: the words of %,d %s are no longer kept."
              .formatted(expired, expired == 1 ? "quote" : "quotes"));
    }
    return labels;
  }

  private static String whyIncomplete(ResultsView results) {
    return switch (results.state()) {
      case QUEUED, RUNNING, WAITING, CANCELLING -> "As found so far, the analysis still runs";
      case CANCELLED -> "Partial, the analysis was cancelled";
      case STOPPED -> "Partial, the analysis stopped";
      case PARTIAL -> "Partial, the budget was reached";
      case DONE -> "Partial";
    };
  }

  private static long expired(List<ResultsDocument.Entry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.quotes().stream())
        .filter(quote -> quote.words() == null)
        .count();
  }

  private static Map<String, Dollars> byStage(Map<Stage, BigDecimal> charges) {
    Map<String, Dollars> byStage = new LinkedHashMap<>();
    for (Stage stage : Stage.shown(charges)) {
      byStage.put(stage.key(), Dollars.of(charges.getOrDefault(stage, BigDecimal.ZERO)));
    }
    return byStage;
  }

  private static Map<String, Integer> weights(Weights weights) {
    Map<String, Integer> byPart = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      byPart.put(part.key(), weights.of(part));
    }
    return byPart;
  }
}
