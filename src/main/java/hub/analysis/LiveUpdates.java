package hub.analysis;

import hub.web.Streams;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells the open streams of an analysis that there is more to read, once it is committed. */
@Component
class LiveUpdates {
  private final Streams streams;

  LiveUpdates(Streams streams) {
    this.streams = streams;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(AnalysisChanged change) {
    streams.changed(change.analysisId());
  }
}
