package hub.analysis;

import hub.jobs.Claim;
import hub.jobs.Failures;
import hub.jobs.JobQueue;
import hub.jobs.LostClaim;
import hub.llm.ModelUnavailable;
import hub.sources.Collected;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a job's failure means. The world outside being slow parks the job and burns no attempt; a
 * closed community or a stopped source is a result like any other; the rest is tried again, and
 * given up after the last attempt without failing the analysis.
 */
@Component
class JobFailures implements Failures {
  private static final Logger LOG = LoggerFactory.getLogger(JobFailures.class);

  /** The log says at most this often that work waits for the same thing. */
  private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

  /** What a batch takes is no news. */
  private static final Duration SAY_OF_A_BATCH_AGAIN = Duration.ofHours(6);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

  private final JobQueue queue;
  private final Steps steps;
  private final EventStore events;
  private final Collecting collecting;
  private final Clock clock;

  JobFailures(JobQueue queue, Steps steps, EventStore events, Collecting collecting, Clock clock) {
    this.queue = queue;
    this.steps = steps;
    this.events = events;
    this.collecting = collecting;
    this.clock = clock;
  }

  @Override
  public void handle(Claim claim, Exception failure) {
    switch (failure) {
      case SourceBusy busy -> park(claim, busy.retryAfter(), "source", busy.getMessage());
      case ModelUnavailable away ->
          park(claim, away.retryAfter(), away.why().name(), away.getMessage());
      case CommunityClosed closed -> closed(claim, closed);
      case SourceStopped stopped -> stopped(claim, stopped);
      default -> failed(claim, failure);
    }
  }

  private void park(
      Claim claim, Duration wait, String kind, @org.jspecify.annotations.Nullable String message) {
    String why = message == null ? kind : message;
    Duration atLeast = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    Duration again =
        kind.equals(ModelUnavailable.Why.IN_A_BATCH.name()) ? SAY_OF_A_BATCH_AGAIN : SAY_AGAIN;
    long window = clock.instant().getEpochSecond() / again.toSeconds();
    steps.with(
        claim.analysisId(),
        analysis -> {
          queue.park(claim, atLeast, why);
          events.appendOnce(
              analysis.id(), new AnalysisEvent.Waiting(why), "wait:" + kind + ":" + window);
        });
  }

  private void closed(Claim claim, CommunityClosed closed) {
    if (claim.kind().equals(JobPlan.THREAD)) {
      collecting.threadCollected(claim, nothing(closed));
      return;
    }
    steps.commit(
        claim,
        analysis ->
            events.append(
                analysis.id(),
                new AnalysisEvent.CommunityClosed(closed.community(), reason(closed))));
  }

  /** The source's other jobs are stopped as they ask; those of other sources go on. */
  private void stopped(Claim claim, SourceStopped stopped) {
    if (claim.kind().equals(JobPlan.THREAD)) {
      collecting.threadCollected(claim, nothing(stopped));
      return;
    }
    steps.commit(
        claim,
        analysis ->
            events.appendOnce(
                analysis.id(), new AnalysisEvent.SourceStopped(reason(stopped)), "stopped"));
  }

  private void failed(Claim claim, Exception failure) {
    LOG.warn(
        "Job {} ({}) failed at attempt {}", claim.jobId(), claim.kind(), claim.attempt(), failure);
    try {
      steps.with(claim.analysisId(), analysis -> countFailure(claim, failure));
    } catch (LostClaim e) {
      throw e;
    } catch (RuntimeException goingOn) {
      // What comes next can't be decided either: the job still counts its failure, and ends as
      // dead.
      goingOn.addSuppressed(failure);
      LOG.error("Analysis {} can't go on", claim.analysisId(), goingOn);
      steps.stopIf(claim.analysisId(), analysis -> countFailure(claim, goingOn));
    }
  }

  private boolean countFailure(Claim claim, Exception failure) {
    boolean dead = queue.fail(claim, failure.toString());
    if (dead) {
      events.append(
          claim.analysisId(),
          new AnalysisEvent.GivenUp(claim.kind(), failure.getClass().getSimpleName()));
    }
    return dead;
  }

  private static Collected nothing(RuntimeException why) {
    return new Collected(List.of(), 0, 0, false, reason(why));
  }

  private static String reason(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }
}
