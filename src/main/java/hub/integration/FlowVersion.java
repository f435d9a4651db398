package hub.integration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One saved text of a flow; never changed.
 *
 * @param number from 1, without gaps in its flow
 * @param author null where it came with the hub or from a mounted folder
 * @param authorName who that is, in words: a person's name, {@code came with Sluice}, {@code from
 *     the folder}
 * @param message why, as its author put it; empty if they did not
 */
public record FlowVersion(
    UUID flowId,
    int number,
    String yaml,
    @Nullable UUID author,
    String authorName,
    String message,
    Instant at) {}
