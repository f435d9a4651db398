package hub.sources;

import hub.Mode;
import java.util.UUID;

/**
 * Asks for a post's comments, all that the source gives up to {@code most}: the body of {@code
 * direct:collect-thread}, answered by {@link Collected} (comments only).
 *
 * @param postId our number of the post
 * @param watched whether somebody waits for it, so that it goes before what nobody waits for
 */
public record CollectThread(
    UUID workspaceId, UUID analysisId, Mode mode, long postId, int most, boolean watched) {}
