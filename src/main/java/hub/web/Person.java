package hub.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in.
 *
 * @param lastSeenAt to the minute; null if they never were here
 */
public record Person(
    UUID id,
    String name,
    String email,
    CurrentUser.Role role,
    boolean administrator,
    boolean hasPassword,
    @Nullable Instant lastSeenAt) {}
