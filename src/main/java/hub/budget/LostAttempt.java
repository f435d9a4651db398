package hub.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose process or answer was lost, and what became of it.
 *
 * @param state {@code released} (was never sent), {@code doubt} (sent, never answered; its hold
 *     stays) or {@code unknown} (24 h passed: the hold was given back, nothing was charged)
 * @param hold in US dollars
 * @param sentAt null if it was never sent
 */
public record LostAttempt(
    UUID attemptId,
    UUID budgetId,
    @Nullable UUID jobId,
    String model,
    String stage,
    String state,
    BigDecimal hold,
    @Nullable Instant sentAt) {}
