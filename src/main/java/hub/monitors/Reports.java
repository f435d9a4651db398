package hub.monitors;

import hub.analysis.view.RepeatedAnalyses;
import hub.llm.LocalEmbeddings;
import hub.monitors.LineRows.Found;
import hub.monitors.LineRows.Known;
import hub.monitors.RunRows.Ended;
import hub.monitors.RunRows.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what ended runs brought. Each problem is laid beside those of earlier runs by meaning, with
 * the model in the jar, so that the same one is one line over all runs. Costs nothing.
 */
@Service
public class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  /** Problems at least this alike are the same one, met again. */
  private static final double SAME = 0.86;

  private final TransactionTemplate transaction;
  private final RunRows runs;
  private final LineRows lines;
  private final LocalEmbeddings embeddings;
  private final RepeatedAnalyses analyses;
  private final MonitorRows rows;

  Reports(
      TransactionTemplate transaction,
      RunRows runs,
      LineRows lines,
      LocalEmbeddings embeddings,
      RepeatedAnalyses analyses,
      MonitorRows rows) {
    this.transaction = transaction;
    this.runs = runs;
    this.lines = lines;
    this.embeddings = embeddings;
    this.analyses = analyses;
    this.rows = rows;
  }

  /** Reads every run that has ended, each once, whichever process comes first. */
  public void readEnded() {
    for (UUID run : runs.ended()) {
      try {
        transaction.executeWithoutResult(status -> runs.lockEnded(run).ifPresent(this::read));
      } catch (RuntimeException e) {
        LOG.error("The monitor's run {} could not be read and is tried again", run, e);
      }
    }
  }

  private void read(Ended ended) {
    Monitor monitor = rows.lock(ended.monitorId()).orElseThrow();
    Figures figures = runs.figures(ended.analysisId(), RepeatedAnalyses.JUDGED_BEFORE);
    runs.finish(ended.id(), figures, note(ended, figures));
    List<Known> known = new ArrayList<>(lines.known(ended.monitorId()));
    for (Found found : lines.found(ended.analysisId())) {
      lines.meet(lineOf(found, known, ended), ended.id(), found);
    }
    if (ended.partial()) {
      // Its next run goes on where the money ended; nobody has to be asked.
      analyses.keep(ended.workspaceId(), monitor.createdBy(), ended.analysisId());
    }
  }

  /** Two of a run's problems never share a line, so each known one is taken once. */
  private UUID lineOf(Found found, List<Known> known, Ended ended) {
    Optional<Known> same =
        known.stream()
            .filter(each -> likeness(each, found) >= SAME)
            .max(Comparator.comparingDouble(each -> likeness(each, found)));
    same.ifPresent(known::remove);
    return same.map(Known::lineId)
        .orElseGet(() -> lines.add(ended.monitorId(), ended.workspaceId()));
  }

  private double likeness(Known known, Found found) {
    return embeddings.likeness(known.gist(), found.gist());
  }

  private String note(Ended ended, Figures figures) {
    List<String> parts = new ArrayList<>();
    List<String> unread = runs.unread(ended.analysisId());
    if (!unread.isEmpty()) {
      boolean all = unread.size() >= runs.communities(ended.analysisId());
      parts.add(
          String.join(", ", unread.stream().map(hub.CommunityName::shown).toList())
              + " did not answer"
              + (all ? "" : ", the others did"));
    }
    if (ended.partial()) {
      parts.add("ended at its budget; the next run goes on");
    } else if (figures.fresh() == 0 && figures.calls() == 0) {
      parts.add("nothing new, nothing paid");
    }
    return String.join("; ", parts);
  }
}
