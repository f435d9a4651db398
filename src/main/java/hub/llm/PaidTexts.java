package hub.llm;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * One call that was paid for vectors.
 *
 * @param attemptId the paid attempt
 * @param charge in US dollars
 * @param texts the ids of those whose vectors it brought
 */
public record PaidTexts(UUID attemptId, BigDecimal charge, List<Long> texts) {}
