package hub.integration.delivery;

import hub.analysis.AnalysisEnded;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Opportunity;
import hub.integration.Flow;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.delivery.DeliveryRows.Ended;
import hub.integration.delivery.DeliveryRows.Fresh;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down that an analysis ended, in the transaction that ends it, and later puts its events on
 * their way to each flow that wants them: so no failure of flows can stop an analysis, and no event
 * is lost.
 */
@Service
public class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final DeliveryRows rows;
  private final Flows flows;
  private final AnalysisReader reader;
  private final TransactionTemplate transaction;

  Outbox(DeliveryRows rows, Flows flows, AnalysisReader reader, TransactionTemplate transaction) {
    this.rows = rows;
    this.flows = flows;
    this.reader = reader;
    this.transaction = transaction;
  }

  @EventListener
  void on(AnalysisEnded ended) {
    rows.add(new Ended(ended.analysisId(), ended.workspaceId(), ended.seq(), ended.at()));
  }

  /** Puts the events of all analyses that ended on their way. One that cannot be read waits. */
  public void spread() {
    Set<UUID> unreadable = new HashSet<>();
    while (spreadNext(unreadable)) {
      // the next
    }
  }

  private boolean spreadNext(Set<UUID> unreadable) {
    UUID[] at = new UUID[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                Ended ended = rows.takeEnded(unreadable).orElse(null);
                if (ended != null) {
                  at[0] = ended.analysisId();
                  spread(ended);
                }
                return ended != null;
              }));
    } catch (RuntimeException e) {
      if (at[0] == null) {
        throw e;
      }
      LOG.error("The results of analysis {} could not be read and are tried again", at[0], e);
      return unreadable.add(at[0]);
    }
  }

  private void spread(Ended ended) {
    for (Flow flow : flows.results(ended.workspaceId())) {
      if (flow.published() > 0 && flow.state() != Flow.State.OFF) {
        spread(ended, flow);
      }
    }
  }

  private void spread(Ended ended, Flow flow) {
    String yaml = flows.version(flow.id(), flow.published()).map(FlowVersion::yaml).orElse("");
    if (wants(yaml, flow.name(), ResultEvent.ANALYSIS)) {
      rows.add(
          new Fresh(
              flow.id(),
              ResultEvent.ANALYSIS,
              "evt_%s_%d".formatted(ended.analysisId(), ended.seq()),
              ended,
              null));
    }
    if (wants(yaml, flow.name(), ResultEvent.OPPORTUNITY)) {
      for (UUID opportunity : opportunities(ended)) {
        rows.add(
            new Fresh(
                flow.id(), ResultEvent.OPPORTUNITY, "evt_" + opportunity, ended, opportunity));
      }
    }
  }

  private List<UUID> opportunities(Ended ended) {
    return reader.results(ended.workspaceId(), ended.analysisId()).stream()
        .flatMap(results -> results.opportunities().stream())
        .map(Opportunity::id)
        .toList();
  }

  private static boolean wants(String yaml, String flow, ResultEvent event) {
    return Pattern.compile(Pattern.quote(event.endpoint(flow)) + "(?![a-z0-9-])")
        .matcher(yaml)
        .find();
  }
}
