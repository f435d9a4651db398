package hub.analysis;

import hub.jobs.JobQueue;
import hub.llm.BatchAnswered;
import hub.llm.PaidCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Jobs whose questions came back from a batch go on at once. */
@Component
class BatchesBack {
  private final JobQueue queue;

  BatchesBack(JobQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void back(BatchAnswered answered) {
    answered.analyses().forEach(id -> queue.wakeThoseWaitingFor(id, PaidCalls.IN_A_BATCH));
  }
}
