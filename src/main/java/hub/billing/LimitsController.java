package hub.billing;

import hub.budget.InvalidAmount;
import hub.budget.MonthlyLimits;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What the workspace and its people may be charged in a month, and what of it is used. */
@Controller
@RequestMapping("/money/limits")
class LimitsController {
  private static final BigDecimal MOST = new BigDecimal("1000000");

  private final MonthlyLimits limits;

  LimitsController(MonthlyLimits limits) {
    this.limits = limits;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    model.addAttribute("place", "money");
    model.addAttribute("mayManage", MoneyController.mayManage(user));
    model.addAttribute("standings", limits.of(user.workspaceId()));
    return "money/limits";
  }

  /**
   * Sets a limit; an empty amount ends it.
   *
   * @param person the person's or the workspace's id
   */
  @PostMapping
  ModelAndView set(
      CurrentUser user,
      @RequestParam UUID person,
      @RequestParam(defaultValue = "") String amount,
      Model model) {
    if (!MoneyController.mayManage(user)) {
      throw new AccessDeniedException("Limits are the owner's");
    }
    if (limits.of(user.workspaceId()).stream().noneMatch(each -> each.account().equals(person))) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    try {
      limits.set(user.workspaceId(), person, limit(amount), user.id());
      return new ModelAndView("redirect:/money/limits");
    } catch (InvalidAmount | NumberFormatException none) {
      model.addAttribute("trouble", "Type dollars and cents, like 25.00, or nothing for no limit.");
      model.addAttribute("troubleAccount", person);
      model.addAttribute("typed", amount);
      return new ModelAndView(page(user, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static @Nullable BigDecimal limit(String typed) {
    if (typed.isBlank()) {
      return null;
    }
    BigDecimal limit = new BigDecimal(typed.strip().replaceFirst("^\\$", ""));
    if (limit.scale() > 2 || limit.compareTo(MOST) > 0) {
      throw new NumberFormatException("No amount of dollars and cents: " + typed);
    }
    return limit;
  }
}
