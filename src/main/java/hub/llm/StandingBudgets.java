package hub.llm;

import hub.Mode;
import hub.budget.Budgets;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Small monthly budgets of a workspace, for calls that belong to no analysis. */
@Component
public class StandingBudgets {
  private final Budgets budgets;
  private final Clock clock;

  public StandingBudgets(Budgets budgets, Clock clock) {
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * This month's budget of a stage, opened when it is first asked for.
   *
   * @param limit the most that a month may be charged, in US dollars
   */
  public UUID of(UUID workspaceId, Mode mode, String stage, BigDecimal limit) {
    YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    String name = workspaceId + " " + mode.word() + " " + stage + " " + month;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    if (budgets.find(id).isEmpty()) {
      try {
        budgets.open(id, workspaceId, null, limit);
      } catch (DuplicateKeyException opened) {
        // By another process, just now.
        return id;
      }
    }
    return id;
  }
}
