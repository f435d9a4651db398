package hub.jobs;

import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;

/** The real queue on a test database, and claims of its jobs, for tests of any room. */
public final class TestQueue {
  public final JobQueue queue;

  private TestQueue(JobQueue queue) {
    this.queue = queue;
  }

  public static TestQueue on(TestDatabase database, Clock clock) {
    JobSettings settings =
        new JobSettings(1, Duration.ofSeconds(30), 5, Duration.ofSeconds(1), Duration.ofSeconds(2));
    return new TestQueue(new JobQueue(database.jdbc(), clock, settings, new WorkBell()));
  }

  /** Claims the next due job. */
  public Claim claim() {
    return queue.claim("test", 1).getFirst();
  }
}
