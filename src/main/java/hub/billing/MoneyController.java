package hub.billing;

import hub.ledger.ChainCheck;
import hub.ledger.Checkpoint;
import hub.ledger.Checkpoints;
import hub.ledger.Ledger;
import hub.web.CurrentUser;
import java.util.List;
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
  private final MoneyFacts facts;
  private final EntryViews views;
  private final Spending spending;

  MoneyController(
      StripeAccess access,
      BillingAccounts accounts,
      Invoices invoices,
      Ledger ledger,
      Checkpoints checkpoints,
      ChainCheck check,
      Reconciliation reconciliation,
      MoneyFacts facts,
      EntryViews views,
      Spending spending) {
    this.access = access;
    this.accounts = accounts;
    this.invoices = invoices;
    this.ledger = ledger;
    this.checkpoints = checkpoints;
    this.check = check;
    this.reconciliation = reconciliation;
    this.facts = facts;
    this.views = views;
    this.spending = spending;
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
    model.addAttribute(
        "entries",
        views.of(
            user.workspaceId(),
            ledger.newest(user.workspaceId(), before > 0 ? before : Long.MAX_VALUE, ENTRIES),
            open));
    model.addAttribute("open", open);
    model.addAttribute(
        "checkpoint", checkpoints.last(user.workspaceId()).map(Checkpoint::at).orElse(null));
    model.addAttribute("verdict", verify == null ? null : check.verify(user.workspaceId()));
    model.addAttribute("report", reconciliation.last(user.workspaceId()).orElse(null));
    model.addAttribute("invoices", invoices.all(user.workspaceId(), to.mode()));
    facts.addTo(model, user.workspaceId(), to.mode());
    addPreview(to, user, model);
    return "money/money";
  }

  private void addPreview(StripeConnection to, CurrentUser user, Model model) {
    BillingAccount account = accounts.find(user.workspaceId(), to.mode()).orElse(null);
    model.addAttribute("account", account);
    if (account == null || account.isEnded()) {
      return;
    }
    try {
      Invoice preview = invoices.preview(to, account);
      List<Spending.Line> lines =
          spending.of(user.workspaceId(), to.mode(), preview.periodStart(), preview.periodEnd());
      model.addAttribute("preview", preview);
      model.addAttribute("lines", lines);
      model.addAttribute("rounding", Exact.of(preview.total().subtract(Spending.sum(lines))));
    } catch (StripeFailure gone) {
      model.addAttribute("stripeTrouble", gone.getMessage());
    }
  }

  static boolean mayManage(CurrentUser user) {
    return user.role() == CurrentUser.Role.OWNER || user.administrator();
  }
}
