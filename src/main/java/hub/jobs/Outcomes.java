package hub.jobs;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands a failed or lapsed attempt to the room whose job it is. */
@Component
class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final List<Failures> failures;
  private final List<Recovery> recoveries;

  Outcomes(List<Failures> failures, List<Recovery> recoveries) {
    this.failures = failures;
    this.recoveries = recoveries;
  }

  /** Never throws: what can't be recorded is found again when it is a lease old. */
  void failed(Claim claim, Exception failure) {
    try {
      decide(claim, failure);
    } catch (LostClaim e) {
      LOG.info("{}", e.getMessage());
    } catch (RuntimeException e) {
      e.addSuppressed(failure);
      LOG.warn("Job {} ({}) failed and that could not be recorded", claim.jobId(), claim.kind(), e);
    }
  }

  /** What the dead attempt left behind is put right before the job may run again. */
  void lapsed(Claim claim) {
    try {
      recoveries.stream()
          .filter(recovery -> recovery.isFor(claim))
          .findFirst()
          .ifPresent(recovery -> recovery.recover(claim));
    } catch (RuntimeException e) {
      LOG.warn("Job {} ({}) can't be put right yet", claim.jobId(), claim.kind(), e);
      return;
    }
    failed(claim, new LeaseLapsed(claim));
  }

  private void decide(Claim claim, Exception failure) {
    failures.stream()
        .filter(each -> each.isFor(claim))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nobody knows jobs of kind " + claim.kind()))
        .handle(claim, failure);
  }
}
