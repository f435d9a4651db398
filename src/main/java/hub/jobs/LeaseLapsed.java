package hub.jobs;

/** An attempt's process ended or hung before its job was done; counts as a failed attempt. */
public final class LeaseLapsed extends RuntimeException {
  public LeaseLapsed(Claim claim) {
    super(
        "Job "
            + claim.jobId()
            + " ("
            + claim.kind()
            + "): its process ended or hung before it was done");
  }
}
