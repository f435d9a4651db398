package hub.budget;

/** A workspace or person has 50, 80 or 100 percent of the month's limit charged and held. */
public record LimitReached(MonthlyLimits.Standing standing) {}
