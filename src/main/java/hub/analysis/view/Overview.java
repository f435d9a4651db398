package hub.analysis.view;

import java.math.BigDecimal;

/**
 * A workspace's analyses in figures.
 *
 * @param atWork how many have not ended
 * @param partial how many ended at their budget and can go on
 * @param charged by all of them, exact US dollars
 */
public record Overview(int all, int atWork, int partial, BigDecimal charged) {}
