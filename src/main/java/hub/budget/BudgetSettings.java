package hub.budget;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How charges are made and lost attempts found.
 *
 * @param markup charge = cost x markup
 * @param longestCall an attempt that is open for longer has no process any more
 * @param sweepEvery how often lost attempts and ended doubts are looked for
 * @param alertEvery how often monthly limits are looked at for those nearly used up
 */
@ConfigurationProperties("hub.budget")
public record BudgetSettings(
    @DefaultValue("4") BigDecimal markup,
    @DefaultValue("15m") Duration longestCall,
    @DefaultValue("1m") Duration sweepEvery,
    @DefaultValue("10s") Duration alertEvery) {

  public BudgetSettings {
    Amounts.positive("hub.budget.markup", markup);
  }
}
