package hub.integration.trial;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a dry run.
 *
 * @param route the id of its route
 * @param id its own id
 * @param line where it stands in the flow's text, from 1; 0 if not known
 * @param before what came in
 * @param after what went out; null if the step failed
 * @param failure why it failed; null if it did not
 */
public record Step(
    String route,
    String id,
    int line,
    Duration took,
    TrialMessage before,
    @Nullable TrialMessage after,
    @Nullable String failure) {}
