package hub.reddit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a Reddit app may still ask.
 *
 * @param app its client id, shortened
 * @param tokens requests that could go out at once; below 0: turns that are promised already
 * @param asked requests in Reddit's running ten minutes
 * @param most requests that Reddit allows in ten minutes
 * @param renewsAt when Reddit begins anew; null if nothing was asked lately
 * @param free how long until the next request may go; zero if one may now
 */
public record Allowance(
    String app, long tokens, int asked, int most, @Nullable Instant renewsAt, Duration free) {}
