package hub.imports;

import hub.jobs.Claim;
import hub.jobs.DeadLetter;
import hub.jobs.Failures;
import hub.jobs.LeaseLapsed;
import hub.jobs.Recovery;
import hub.jobs.RetryCheck;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What an import's failed or lapsed attempt means. It leaves nothing to put right. */
@Component
@Order(1)
class ImportFailures implements Failures, Recovery, RetryCheck {
  private final Importing importing;

  ImportFailures(Importing importing) {
    this.importing = importing;
  }

  @Override
  public boolean isFor(Claim claim) {
    return claim.kind().equals(Importing.KIND);
  }

  @Override
  public void handle(Claim claim, Exception failure) {
    importing.failed(claim, failure, failure instanceof LeaseLapsed);
  }

  @Override
  public void recover(Claim lapsed) {
    // Batch and checkpoint commit together: a dead attempt leaves nothing half done.
  }

  @Override
  public String trouble(DeadLetter letter) {
    return letter.kind().equals(Importing.KIND)
        ? "The import has ended and its file is gone. Import it anew."
        : "";
  }
}
