package hub.billing;

import hub.budget.MonthlyLimits;
import hub.budget.PaymentPauses;
import hub.ledger.ChainCheck;
import hub.ledger.Checkpoint;
import hub.ledger.Checkpoints;
import hub.ledger.Ledger;
import hub.web.CurrentUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a workspace owes and why: the invoice so far, past ones, and the ledger behind them. */
@Controller
@RequestMapping("/money")
class MoneyController {
  private static final int ENTRIES = 50;

  private final StripeAccess access;
  private final BillingAccounts accounts;
  private final Invoices invoices;
  private final Ledger ledger;
  private final Checkpoints checkpoints;
  private final ChainCheck check;
  private final Reconciliation reconciliation;
  private final MonthlyLimits limits;
  private final PaymentPauses pauses;

  MoneyController(
      StripeAccess access,
      BillingAccounts accounts,
      Invoices invoices,
      Ledger ledger,
      Checkpoints checkpoints,
      ChainCheck check,
      Reconciliation reconciliation,
      MonthlyLimits limits,
      PaymentPauses pauses) {
    this.access = access;
    this.accounts = accounts;
    this.invoices = invoices;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.check = check;
    this.reconciliation = reconciliation;
    this.limits = limits;
    this.pauses = pauses;
  }

  @GetMapping
  String page(
      CurrentUser user,
      @RequestParam(defaultValue = "0") long before,
      @RequestParam(defaultValue = "0") long open,
      @RequestParam(required = false) @Nullable String verify,
      Model model) {
    StripeConnection to = access.now();
    model.addAttribute("place", "money");
    model.addAttribute("mayManage", mayManage(user));
    model.addAttribute("isSandbox", access.isSandbox());
    model.addAttribute("state", ledger.state(user.workspaceId()));
    model.addAttribute("entries", entries(user, before, open));
    model.addAttribute("open", open);
    model.addAttribute(
        "checkpoint", checkpoints.last(user.workspaceId()).map(Checkpoint::at).orElse(null));
    model.addAttribute("verdict", verify == null ? null : check.verify(user.workspaceId()));
    model.addAttribute("report", reconciliation.last(user.workspaceId()).orElse(null));
    model.addAttribute("invoices", invoices.all(user.workspaceId(), to.mode()));
    model.addAttribute("pausedSince", pauses.since(user.workspaceId(), to.mode()).orElse(null));
    model.addAttribute(
        "reached",
        limits.of(user.workspaceId()).stream().filter(each -> each.alert() > 0).toList());
    addPreview(to, user, model);
    return "money/money";
  }

  private void addPreview(StripeConnection to, CurrentUser user, Model model) {
    Optional<BillingAccount> account = accounts.find(user.workspaceId(), to.mode());
    model.addAttribute("account", account.orElse(null));
    try {
      Invoice preview = account.map(each -> invoices.preview(to, each)).orElse(null);
      model.addAttribute("preview", preview);
      model.addAttribute("exact", preview == null ? null : Exact.of(preview.exact()));
      model.addAttribute("rounding", preview == null ? null : Exact.of(preview.rounding()));
    } catch (StripeFailure gone) {
      model.addAttribute("stripeTrouble", gone.getMessage());
    }
  }

  private List<EntryView> entries(CurrentUser user, long before, long open) {
    return ledger.newest(user.workspaceId(), before > 0 ? before : Long.MAX_VALUE, ENTRIES).stream()
        .map(each -> each.seq() == open ? opened(user, each) : EntryView.of(each))
        .toList();
  }

  private EntryView opened(CurrentUser user, Ledger.Chained entry) {
    return EntryView.opened(
        entry,
        ledger.find(user.workspaceId(), entry.seq() - 1).map(Ledger.Chained::hash).orElse(null));
  }

  static boolean mayManage(CurrentUser user) {
    return user.role() == CurrentUser.Role.OWNER || user.administrator();
  }
}
