package hub.integration;

import hub.integration.trial.TrialMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A message that entered a flow, and what the flow was answered on its way.
 *
 * @param version which version it entered
 * @param from where it entered, for instance {@code direct:flow-some-forum-posts}
 * @param answers of the hub's doors, by door, for instance {@code direct:ask-forum}, in the order
 *     in which they came
 * @param expiresAt when it is gone at the latest; texts that are removed take it along before
 */
public record Recording(
    UUID id,
    int version,
    String from,
    TrialMessage message,
    Map<String, List<TrialMessage>> answers,
    Instant at,
    Instant expiresAt) {}
