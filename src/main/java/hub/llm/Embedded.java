package hub.llm;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The vectors of some texts, in the texts' order.
 *
 * @param vectors as the model gave them
 * @param attemptId the paid attempt
 * @param charge in US dollars
 */
public record Embedded(List<float[]> vectors, UUID attemptId, BigDecimal charge) {}
