package hub.billing;

import hub.Mode;
import hub.budget.BudgetSettings;
import hub.budget.MonthlyLimits;
import hub.budget.PaymentPauses;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the money page says beside invoices and ledger: markup, month, limits, pauses, disputes. */
@Component
class MoneyFacts {
  private final BudgetSettings budget;
  private final MonthlyLimits limits;
  private final PaymentPauses pauses;
  private final Disputes disputes;
  private final MeterGroups groups;
  private final Clock clock;

  MoneyFacts(
      BudgetSettings budget,
      MonthlyLimits limits,
      PaymentPauses pauses,
      Disputes disputes,
      MeterGroups groups,
      Clock clock) {
    this.budget = budget;
    this.limits = limits;
    this.pauses = pauses;
    this.disputes = disputes;
    this.groups = groups;
    this.clock = clock;
  }

  /** Everything of this workspace. */
  void addTo(Model model, UUID workspaceId, Mode mode) {
    List<MonthlyLimits.Standing> standings = limits.of(workspaceId);
    model.addAttribute("markup", plain(budget.markup()));
    model.addAttribute("monthName", month());
    model.addAttribute("pausedSince", pauses.since(workspaceId, mode).orElse(null));
    model.addAttribute("reached", standings.stream().filter(each -> each.alert() > 0).toList());
    model.addAttribute(
        "ofWorkspace",
        standings.stream()
            .filter(each -> each.person() == null && each.limit() != null)
            .findFirst()
            .orElse(null));
    model.addAttribute(
        "disputes", disputes.of(workspaceId, mode).stream().filter(Dispute::isOpen).toList());
    model.addAttribute(
        "stuck",
        groups.open(workspaceId, mode).stream()
            .filter(each -> each.state().equals("rejected") || each.state().equals("held"))
            .count());
  }

  private String month() {
    return clock
        .instant()
        .atOffset(ZoneOffset.UTC)
        .getMonth()
        .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
