package hub.reddit;

import hub.vendors.StoredKey;
import org.jspecify.annotations.Nullable;

/**
 * A Reddit app as the administrator's page lists it.
 *
 * @param key its secret; null if none is stored, or the environment gives it
 * @param trouble why it is not used, a sentence; null if it is
 */
public record RedditApp(String clientId, @Nullable StoredKey key, @Nullable String trouble) {}
