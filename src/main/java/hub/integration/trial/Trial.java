package hub.integration.trial;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dry run went.
 *
 * @param steps in the order in which they ran
 * @param sends what would have left, in order
 * @param failure why it ended early: what a step threw, that it took too long or too much memory;
 *     null if it ended well
 * @param cut whether there were more steps than are kept
 */
public record Trial(
    List<Step> steps,
    List<WouldSend> sends,
    Duration took,
    @Nullable String failure,
    boolean cut) {}
