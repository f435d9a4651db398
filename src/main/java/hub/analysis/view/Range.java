package hub.analysis.view;

import java.math.BigDecimal;

/** From the cheapest to the dearest that is expected, in US dollars of charge. */
public record Range(BigDecimal low, BigDecimal high) {}
