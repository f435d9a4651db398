package hub.integration.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.MarkedText;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Quote;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Score;
import hub.analysis.view.Tier;
import hub.analysis.view.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What a flow is told, read when it is told: so words that have expired or were removed meanwhile
 * are not sent, and nothing but ids waits in the outbox.
 */
@Component
class Payloads {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_QUOTES = 5;

  private final AnalysisReader reader;

  Payloads(AnalysisReader reader) {
    this.reader = reader;
  }

  /** The event as JSON; empty if what it is about is no longer there. */
  Optional<String> of(Claimed claimed) {
    return fields(claimed).map(Payloads::json);
  }

  static Map<String, String> headers(Claimed claimed) {
    return Map.of(
        "event-id", claimed.eventId(),
        "event", claimed.event().word(),
        "event-at", claimed.at().toString());
  }

  private Optional<Map<String, Object>> fields(Claimed claimed) {
    return switch (claimed.event()) {
      case ANALYSIS ->
          reader.results(claimed.workspaceId(), claimed.analysisId()).map(Payloads::analysis);
      case OPPORTUNITY -> {
        UUID opportunity = Objects.requireNonNull(claimed.opportunityId());
        yield reader
            .opportunity(claimed.workspaceId(), claimed.analysisId(), opportunity)
            .map(Payloads::opportunity);
      }
    };
  }

  private static Map<String, Object> analysis(ResultsView view) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", ResultEvent.ANALYSIS.word());
    fields.put("id", view.id().toString());
    fields.put("topic", view.topic());
    fields.put("mode", view.mode().word());
    fields.put("partial", view.state() == AnalysisState.PARTIAL);
    fields.put("opportunities", view.opportunities().size());
    fields.put("candidates", view.candidates().size());
    fields.put("posts", view.posts());
    fields.put("charge", view.money().shownCharged().toPlainString());
    fields.put("path", "/analyses/" + view.id());
    return fields;
  }

  private static Map<String, Object> opportunity(OpportunityView view) {
    var opportunity = view.opportunity();
    Score score = Score.of(opportunity.facts(), Weights.STANDARD);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", ResultEvent.OPPORTUNITY.word());
    fields.put("id", opportunity.id().toString());
    fields.put("analysis", view.analysisId().toString());
    fields.put("topic", view.topic());
    fields.put("mode", view.mode().word());
    fields.put("title", opportunity.title());
    fields.put("problem", view.problem());
    fields.put("who", view.whoInFull());
    fields.put("today", view.today());
    fields.put("rank", view.rank());
    fields.put("score", score.total());
    fields.put("tier", Tier.of(score.total()).key());
    fields.put("authors", opportunity.facts().authors());
    fields.put("communities", opportunity.communities());
    fields.put("quotes", quotes(view.quotes()));
    fields.put(
        "path", "/analyses/%s/opportunities/%s".formatted(view.analysisId(), opportunity.id()));
    return fields;
  }

  private static List<Map<String, String>> quotes(List<Quote> quotes) {
    return quotes.stream()
        .filter(quote -> quote.words() != null)
        .limit(MOST_QUOTES)
        .map(quote -> Map.of("words", words(quote), "community", quote.community()))
        .toList();
  }

  private static String words(Quote quote) {
    MarkedText words = Objects.requireNonNull(quote.words());
    return words.text();
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts, numbers and lists are always JSON", e);
    }
  }
}
