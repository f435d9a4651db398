package hub.sources;

import hub.Mode;
import java.time.Instant;
import java.util.UUID;

/**
 * Asks for a community's posts on a topic: the body of {@code direct:collect-community}, answered
 * by {@link Collected}.
 *
 * @param since posts before this instant are left out
 * @param watched whether somebody waits for it, so that it goes before what nobody waits for
 */
public record CollectCommunity(
    UUID workspaceId,
    UUID analysisId,
    Mode mode,
    String community,
    String topic,
    Instant since,
    boolean watched) {}
