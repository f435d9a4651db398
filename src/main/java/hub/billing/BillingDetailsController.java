package hub.billing;

import hub.web.CurrentUser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page with the buyer's name, address and tax id. */
@Controller
@RequestMapping("/money/details")
class BillingDetailsController {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int LONGEST = 200;

  private final StripeAccess access;
  private final BillingAccounts accounts;
  private final BillingDetails details;

  BillingDetailsController(StripeAccess access, BillingAccounts accounts, BillingDetails details) {
    this.access = access;
    this.accounts = accounts;
    this.details = details;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    try {
      return show(model, details.read(access.now(), account(user)), null);
    } catch (StripeFailure gone) {
      throw new ResponseStatusException(
          HttpStatus.BAD_GATEWAY, String.valueOf(gone.getMessage()), gone);
    }
  }

  private static String show(Model model, BillingDetails.Details typed, @Nullable String trouble) {
    model.addAttribute("place", "money");
    model.addAttribute("details", typed);
    model.addAttribute("kinds", BillingDetails.kinds());
    model.addAttribute("countries", countries());
    model.addAttribute("trouble", trouble);
    return "money/details";
  }

  /** A country by its two letters and its name. */
  public record Country(String code, String name) {}

  private static List<Country> countries() {
    return Stream.of(Locale.getISOCountries())
        .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
        .sorted(Comparator.comparing(Country::name))
        .toList();
  }

  @PostMapping
  ModelAndView save(CurrentUser user, @ModelAttribute BillingDetails.Details typed, Model model) {
    BillingAccount account = account(user);
    String trouble = trouble(typed);
    if (trouble == null) {
      try {
        details.write(access.now(), account, typed);
        return new ModelAndView("redirect:/money");
      } catch (StripeFailure refused) {
        trouble = "Stripe did not take it. " + refused.getMessage();
      }
    }
    return new ModelAndView(
        show(model, typed, trouble), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static @Nullable String trouble(BillingDetails.Details typed) {
    List<String> missing = new ArrayList<>();
    if (typed.name().isBlank()) {
      missing.add("a name");
    }
    if (!typed.email().matches("\\S+@\\S+")) {
      missing.add("an email address");
    }
    if (typed.line1().isBlank() || typed.city().isBlank()) {
      missing.add("street and city");
    }
    if (!COUNTRIES.contains(typed.country())) {
      missing.add("a country");
    }
    boolean isKind = BillingDetails.kinds().containsKey(typed.taxIdType());
    if (!typed.taxId().isBlank() && !isKind) {
      missing.add("the kind of the tax id");
    }
    boolean isLong =
        Stream.of(typed.name(), typed.email(), typed.line1(), typed.city(), typed.taxId())
            .anyMatch(each -> each.length() > LONGEST);
    if (isLong) {
      return "Nothing here may be longer than 200 characters.";
    }
    return missing.isEmpty() ? null : "An invoice needs " + String.join(", ", missing) + ".";
  }

  private BillingAccount account(CurrentUser user) {
    if (!MoneyController.mayManage(user)) {
      throw new AccessDeniedException("Billing is the owner's");
    }
    return accounts
        .find(user.workspaceId(), access.now().mode())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
