package hub.billing;

import hub.Mode;
import java.time.Instant;
import java.util.UUID;

/**
 * A workspace as Stripe's customer.
 *
 * @param billedFrom charges after this place of the workspace's chain are billed
 * @param periodStart when the running period began, as last heard
 * @param periodEnd when it ends
 */
public record BillingAccount(
    UUID workspaceId,
    Mode mode,
    String customerId,
    String subscriptionId,
    long billedFrom,
    Instant periodStart,
    Instant periodEnd) {}
