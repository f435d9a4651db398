package hub.budget;

import java.math.BigDecimal;

/**
 * What settling an attempt came to, in US dollars.
 *
 * @param charge what the budget was charged; never above the attempt's hold
 * @param loss usage above the hold, which the operator bears
 * @param state the budget just after
 */
public record Settlement(BigDecimal charge, BigDecimal loss, BudgetState state) {}
