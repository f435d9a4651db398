package hub.billing;

import hub.Mode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as Stripe's customer.
 *
 * @param billedFrom charges after this place of the workspace's chain are billed
 * @param periodStart when the running period began, as last heard
 * @param periodEnd when it ends
 * @param endedAt when the subscription ended at Stripe; null while it runs
 */
public record BillingAccount(
    UUID workspaceId,
    Mode mode,
    String customerId,
    String subscriptionId,
    long billedFrom,
    Instant periodStart,
    Instant periodEnd,
    @Nullable Instant endedAt) {
  /** Whether nothing can be billed until billing is started again. */
  boolean isEnded() {
    return endedAt != null;
  }
}
