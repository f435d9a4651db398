package hub.analysis;

import hub.analysis.view.LiveView.Found;
import java.util.UUID;

/** Says, once, that a candidate became an opportunity. */
final class Growth {
  private Growth() {}

  static void tell(Analysis analysis, UUID opportunity, Findings findings, EventStore events) {
    int authors = findings.authors(opportunity);
    if (authors >= Found.ENOUGH_AUTHORS) {
      events.appendOnce(
          analysis.id(),
          new AnalysisEvent.BecameOpportunity(opportunity, authors),
          "became:" + opportunity);
    }
  }
}
