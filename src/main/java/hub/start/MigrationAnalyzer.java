package hub.start;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says that a database was migrated by another release. */
@Order(0)
class MigrationAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException mismatch) {
    return new FailureAnalysis(
        "The database's tables were made by another release of the hub. "
            + String.valueOf(mismatch.getMessage()).lines().skip(1).findFirst().orElse(""),
        "Start the release that made them, or a newer one; or name another data folder:"
            + " HUB_START_DATA=/path/to/folder.",
        mismatch);
  }
}
