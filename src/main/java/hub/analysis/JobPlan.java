package hub.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.jobs.JobQueue;
import hub.jobs.Lane;
import hub.jobs.NewJob;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Enqueues an analysis's jobs; keys make each of them happen once. */
@Component
class JobPlan {
  /** Kinds of jobs that read the source; their journeys are {@code direct:job-<kind>}. */
  static final String COLLECT = "collect";

  static final String THREAD = "thread";

  private static final int COLLECT_PRIORITY = 70;
  private static final int THREAD_PRIORITY = 40;

  private final JobQueue queue;
  private final Clock clock;

  JobPlan(JobQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  void stage(Analysis analysis, PaidStage stage, Batch batch) {
    add(analysis, stage.key(), batch.name(), batch.payload(), stage.priority());
  }

  void stage(Analysis analysis, PaidStage stage, String name, ObjectNode payload) {
    add(analysis, stage.key(), name, payload, stage.priority());
  }

  void collect(Analysis analysis, String community, ObjectNode payload) {
    add(analysis, COLLECT, community, payload, COLLECT_PRIORITY);
  }

  void thread(Analysis analysis, Batch batch) {
    add(analysis, THREAD, String.valueOf(batch.post()), batch.payload(), THREAD_PRIORITY);
  }

  private void add(Analysis analysis, String kind, String name, ObjectNode payload, int priority) {
    queue.enqueue(
        new NewJob(
            analysis.workspaceId(),
            analysis.id(),
            kind,
            kind + ":" + name,
            payload,
            lane(analysis),
            priority,
            clock.instant(),
            null));
  }

  /** The lane of an analysis's jobs. */
  static Lane lane(Analysis analysis) {
    if (analysis.economy()) {
      return Lane.ECONOMY;
    }
    return analysis.monitorId() == null ? Lane.INTERACTIVE : Lane.SCHEDULED;
  }
}
