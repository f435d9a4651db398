package hub.settings;

import hub.web.Check;
import hub.web.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Runs all checks side by side and waits for none of them longer than its limit. */
@Service
class Doctor {
  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

  private final List<Check> checks;
  private final Clock clock;
  private final Duration limit;

  Doctor(ObjectProvider<Check> checks, Clock clock, SettingsSettings settings) {
    this.checks = checks.orderedStream().toList();
    this.clock = clock;
    this.limit = settings.checkLimit();
  }

  /** A check that is too slow is interrupted and goes on in nobody's way. */
  @SuppressWarnings("resource") // closing it would wait for the slowest check
  Report look() {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      long end = System.nanoTime() + limit.toNanos();
      List<Future<Finding>> running =
          checks.stream().map(check -> threads.submit(check::look)).toList();
      List<Report.Line> lines =
          java.util.stream.IntStream.range(0, checks.size())
              .mapToObj(n -> line(checks.get(n), running.get(n), end))
              .toList();
      return new Report(lines, clock.instant());
    } finally {
      threads.shutdownNow();
    }
  }

  private Report.Line line(Check check, Future<Finding> running, long end) {
    return new Report.Line(check.subject(), found(check, running, end));
  }

  private Finding found(Check check, Future<Finding> running, long end) {
    try {
      return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Finding.broken(
          "No answer within " + limit.toSeconds() + " s.",
          "Check that it is up and can be reached from here; then look again.",
          null);
    } catch (ExecutionException e) {
      return failed(check, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.broken("The check was interrupted.", "Look again.", null);
    }
  }

  /** Tells only the kind of failure: its text may quote what was sent. */
  private static Finding failed(Check check, Throwable cause) {
    LOG.warn("The check of {} failed: {}", check.subject(), cause.getClass().getName());
    return Finding.broken(
        "The check itself failed (" + cause.getClass().getSimpleName() + ").",
        "The hub’s log names the reason.",
        null);
  }
}
