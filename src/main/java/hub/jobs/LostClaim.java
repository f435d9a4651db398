package hub.jobs;

import java.util.UUID;

/**
 * The claim's token is not the job's current one: its lease lapsed and somebody else may have it,
 * or it was cancelled.
 */
public final class LostClaim extends RuntimeException {
  private final UUID jobId;

  public LostClaim(Claim claim) {
    super("Job " + claim.jobId() + " (" + claim.kind() + ") is no longer held by this attempt");
    this.jobId = claim.jobId();
  }

  public UUID jobId() {
    return jobId;
  }
}
