package hub.billing;

import com.stripe.model.billingportal.Session;
import hub.Mode;
import hub.sandbox.Sandbox;
import hub.web.CurrentUser;
import java.time.Clock;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * What owners do about billing: agree, end a sandboxed month, let held usage and webhooks go again.
 */
@Controller
@RequestMapping("/money")
class BillingController {
  private static final int LISTED = 200;

  private final StripeAccess access;
  private final Stripe stripe;
  private final Setup setup;
  private final BillingAccounts accounts;
  private final MeterGroups groups;
  private final Metering metering;
  private final Clock clock;
  private final WebhookEvents webhooks;
  private final Sandbox sandbox;
  private final BillingSettings settings;
  private final JdbcClient jdbc;
  private final Environment environment;

  BillingController(
      StripeAccess access,
      Stripe stripe,
      Setup setup,
      BillingAccounts accounts,
      MeterGroups groups,
      Metering metering,
      Clock clock,
      WebhookEvents webhooks,
      Sandbox sandbox,
      BillingSettings settings,
      JdbcClient jdbc,
      Environment environment) {
    this.access = access;
    this.stripe = stripe;
    this.setup = setup;
    this.accounts = accounts;
    this.groups = groups;
    this.metering = metering;
    this.clock = clock;
    this.webhooks = webhooks;
    this.sandbox = sandbox;
    this.settings = settings;
    this.jdbc = jdbc;
    this.environment = environment;
  }

  /** Makes what is missing at Stripe: product, meter, price, customer and subscription. */
  @PostMapping("/setup")
  String setUp(CurrentUser user) {
    requireManager(user);
    String name =
        jdbc.sql("select name from workspace where id = :id")
            .param("id", user.workspaceId())
            .query(String.class)
            .single();
    try {
      setup.open(access.now(), user.workspaceId(), name, webhookUrl());
    } catch (StripeFailure failure) {
      throw new ResponseStatusException(
          HttpStatus.BAD_GATEWAY, String.valueOf(failure.getMessage()), failure);
    }
    return "redirect:/money";
  }

  private String webhookUrl() {
    return settings.webhookUrl().isBlank()
        ? "http://127.0.0.1:%s/webhooks/stripe"
            .formatted(environment.getProperty("local.server.port", "8080"))
        : settings.webhookUrl();
  }

  /**
   * Ends the running period of the sandbox's Stripe now; there is no such thing at Stripe. It is
   * the period of all workspaces, so the administrator alone does.
   */
  @PostMapping("/sandbox-month")
  String endMonth(CurrentUser user) {
    if (!user.administrator()) {
      throw new AccessDeniedException("The sandbox's month is the administrator's");
    }
    if (!access.isSandbox()) {
      throw new ResponseStatusException(HttpStatus.CONFLICT);
    }
    sandbox.endStripeMonth();
    return "redirect:/money";
  }

  /** Leads to Stripe's own page for cards and cancelling, so that no card data comes here. */
  @GetMapping("/portal")
  String portal(CurrentUser user) {
    requireManager(user);
    StripeConnection to = access.now();
    BillingAccount account =
        accounts
            .find(user.workspaceId(), to.mode())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    String back = webhookUrl().replace("/webhooks/stripe", "/money");
    return "redirect:"
        + stripe
            .ask(
                to,
                Session.class,
                "portalSessions",
                "create",
                null,
                Map.of("customer", account.customerId(), "return_url", back),
                null)
            .getUrl();
  }

  /** What was told to Stripe, and its webhooks. */
  @GetMapping("/usage")
  String usage(CurrentUser user, Model model) {
    Mode mode = access.now().mode();
    model.addAttribute("place", "money");
    model.addAttribute("mayManage", MoneyController.mayManage(user));
    model.addAttribute("groups", groups.newest(user.workspaceId(), mode, LISTED));
    model.addAttribute("now", clock.instant());
    model.addAttribute("unit", Catalog.UNIT);
    model.addAttribute("administrator", user.administrator());
    if (user.administrator()) {
      model.addAttribute("webhooks", webhooks.listed(mode, LISTED));
    }
    return "money/usage";
  }

  @PostMapping("/usage/again")
  String again(CurrentUser user, @RequestParam long number) {
    requireManager(user);
    if (!groups.sendAgain(user.workspaceId(), access.now().mode(), number)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "It does not wait for a person, or this minute is taken.");
    }
    return "redirect:/money/usage";
  }

  @PostMapping("/usage/cancel")
  String cancel(CurrentUser user, @RequestParam long number) {
    requireManager(user);
    try {
      if (!metering.cancel(user.workspaceId(), number)) {
        throw new ResponseStatusException(
            HttpStatus.CONFLICT, "Stripe takes usage back for a day, and it has this no more.");
      }
    } catch (StripeFailure refused) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, String.valueOf(refused.getMessage()), refused);
    }
    return "redirect:/money/usage";
  }

  /** Webhooks are the installation's, so the administrator alone replays them. */
  @PostMapping("/webhooks/replay")
  String replay(CurrentUser user, @RequestParam String id) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Webhooks are the administrator's");
    }
    webhooks.replay(access.now().mode(), id);
    return "redirect:/money/usage";
  }

  private static void requireManager(CurrentUser user) {
    if (!MoneyController.mayManage(user)) {
      throw new AccessDeniedException("Billing is the owner's");
    }
  }
}
