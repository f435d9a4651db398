package hub.analysis.view.export;

import hub.analysis.view.Facts;
import hub.analysis.view.MarkedText;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Part;
import hub.analysis.view.Quote;
import hub.analysis.view.RestsOn;
import hub.analysis.view.Score;
import hub.analysis.view.export.ResultsDocument.Against;
import hub.analysis.view.export.ResultsDocument.Entry;
import hub.analysis.view.export.ResultsDocument.Product;
import hub.analysis.view.export.ResultsDocument.Said;
import hub.analysis.view.export.ResultsDocument.ScorePart;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One opportunity or candidate of a document, from what its page shows. */
@Component
class Entries {
  private final RestsOn restsOn;

  Entries(RestsOn restsOn) {
    this.restsOn = restsOn;
  }

  /** An opportunity's entry; a candidate's with neither rank nor score. */
  Entry of(OpportunityView view, @Nullable Integer rank, @Nullable Score score) {
    UUID analysis = view.analysisId();
    var opportunity = view.opportunity();
    return new Entry(
        opportunity.id(),
        rank,
        opportunity.title(),
        score == null ? null : score.total(),
        score == null ? null : score.tier().key(),
        view.problem(),
        view.whoInFull(),
        view.today(),
        opportunity.facts().authors(),
        opportunity.facts().threads(),
        opportunity.communities(),
        parts(view, score),
        view.findings().stream().map(finding -> against(analysis, finding)).toList(),
        view.products().stream()
            .map(product -> new Product(product.name(), product.authors(), product.words()))
            .toList(),
        Dollars.about(opportunity.charge()),
        said(analysis, view.quotes()),
        view.dropped(),
        view.expiresAt(),
        view.prompt(),
        view.model());
  }

  private List<ScorePart> parts(OpportunityView view, @Nullable Score score) {
    Map<Part, RestsOn.Words> words = restsOn.of(view);
    return Arrays.stream(Part.values())
        .map(part -> part(part, view.opportunity().facts(), score, words.get(part)))
        .toList();
  }

  private static ScorePart part(
      Part part, Facts facts, @Nullable Score score, RestsOn.@Nullable Words words) {
    return new ScorePart(
        part.key(),
        part.counted(),
        value(part, facts),
        part.counted() ? null : part.reading(facts).other(),
        score == null ? null : score.pointsOf(part),
        score == null ? null : score.mostOf(part),
        words == null ? "" : words.fact() + words.more());
  }

  private static @Nullable Integer value(Part part, Facts facts) {
    return switch (part) {
      case AUTHORS -> facts.authors();
      case THREADS -> facts.threads();
      case RECENT -> facts.recentPercent();
      case GROWTH -> facts.growthPercent();
      case PAIN, WOULD_PAY, DOABLE, ROOM -> part.reading(facts).level();
    };
  }

  private static Against against(UUID analysis, OpportunityView.Finding finding) {
    return new Against(
        finding.pattern().key(),
        finding.pattern().title(),
        finding.strength(),
        said(analysis, finding.quotes()));
  }

  private static List<Said> said(UUID analysis, List<Quote> quotes) {
    return quotes.stream().map(quote -> said(analysis, quote)).toList();
  }

  private static Said said(UUID analysis, Quote quote) {
    MarkedText words = quote.words();
    return new Said(
        quote.id(),
        words == null ? null : words.text(),
        quote.author(),
        quote.community(),
        quote.at(),
        quote.postId(),
        quote.place().textId(),
        quote.comment(),
        quote.place().starts(),
        quote.place().ends(),
        "/analyses/" + analysis + "/threads/" + quote.postId() + "#q" + quote.id());
  }
}
