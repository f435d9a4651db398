package hub.billing;

import hub.budget.Amounts;
import hub.budget.InvalidAmount;
import hub.ledger.Ledger;
import hub.ledger.LedgerRefused;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Credits and adjustments of the administrator's own workspace, with a reason that stays. */
@Controller
@RequestMapping("/money/corrections")
class CorrectionsController {
  private static final BigDecimal MOST = new BigDecimal("100000");

  private final StripeAccess access;
  private final Ledger ledger;

  CorrectionsController(StripeAccess access, Ledger ledger) {
    this.access = access;
    this.ledger = ledger;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    requireAdministrator(user);
    return show(model, "credit", "", "", null);
  }

  private static String show(
      Model model, String kind, String amount, String reason, @Nullable String trouble) {
    model.addAttribute("place", "money");
    model.addAttribute("kind", kind);
    model.addAttribute("amount", amount);
    model.addAttribute("reason", reason);
    model.addAttribute("trouble", trouble);
    return "money/corrections";
  }

  /**
   * Enters it. An adjustment of usage is told to Stripe with the next group, never under an
   * identifier that was used.
   */
  @PostMapping
  ModelAndView enter(
      CurrentUser user,
      @RequestParam String kind,
      @RequestParam String amount,
      @RequestParam String reason,
      Model model) {
    requireAdministrator(user);
    try {
      enter(user, kind, typed(amount), reason);
      return new ModelAndView("redirect:/money");
    } catch (LedgerRefused | InvalidAmount refused) {
      return new ModelAndView(
          show(model, kind, amount, reason, refused.getMessage()),
          model.asMap(),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private void enter(CurrentUser user, String kind, BigDecimal amount, String reason) {
    switch (kind) {
      case "credit" ->
          ledger.credit(user.workspaceId(), access.now().mode(), amount, reason, user.id());
      case "more" ->
          ledger.adjust(user.workspaceId(), access.now().mode(), amount, reason, user.id());
      case "less" ->
          ledger.adjust(
              user.workspaceId(), access.now().mode(), amount.negate(), reason, user.id());
      default -> throw new LedgerRefused("Choose what it is.");
    }
  }

  private static BigDecimal typed(String amount) {
    BigDecimal given;
    try {
      given = Amounts.parse("amount", amount.strip().replaceFirst("^\\$", ""));
    } catch (InvalidAmount none) {
      throw new LedgerRefused("Type an amount of dollars and cents, like 2.50.");
    }
    if (given.compareTo(MOST) > 0) {
      throw new LedgerRefused("At most $100,000 at a time.");
    }
    return given;
  }

  private static void requireAdministrator(CurrentUser user) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Corrections are the administrator's");
    }
  }
}
