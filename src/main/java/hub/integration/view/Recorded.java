package hub.integration.view;

import hub.integration.trial.TrialMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a flow can be tried on, made of what the hub has stored.
 *
 * @param key by which a form names it
 * @param title in few words
 * @param expiresAt when the words in it are erased; null if it holds nobody's
 */
public record Recorded(
    String key, String title, @Nullable Instant expiresAt, TrialMessage message) {}
