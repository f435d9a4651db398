package hub.sandbox.stripe;

import hub.sandbox.Call;
import hub.sandbox.SandboxOptions;
import hub.sandbox.Secrets;
import hub.sandbox.VendorApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stripe's API under {@code /stripe}, as far as usage is billed by it.
 *
 * <p>Its own faults: {@code rate-limited}, {@code server-error}, {@code wrong-key}. Its time and
 * its webhooks' behaviour are set below {@code /stripe/control/}, with the sandbox's control key:
 * {@code advance} ({@code seconds}), {@code end-periods}, {@code settle} ({@code seconds}), {@code
 * webhooks} ({@code copies}, {@code shuffled}, {@code held}), {@code no-meter} ({@code
 * identifier}), {@code dispute} ({@code invoice}) and {@code decide} ({@code dispute}, {@code
 * status}).
 */
public final class StripeApi implements VendorApi {
  private static final Pattern ONE =
      Pattern.compile("(/v[12]/(?:billing/|core/)?[a-z_]+)/([A-Za-z0-9_]+)(/[a-z_]+)?");

  private final Secrets secrets;
  private final StripeClock clock;
  private final Shelf shelf;
  private final Webhooks webhooks;
  private final Meters meters;
  private final Catalog catalog;
  private final Taxes taxes;
  private final Subscriptions subscriptions;
  private final CreditNotes creditNotes;
  private final Map<String, String> answered = new LinkedHashMap<>();

  /**
   * A Stripe by the options' clock.
   *
   * @param file what it knows is kept here; null forgets it at its end
   */
  public StripeApi(SandboxOptions options, @Nullable Path file) {
    this.secrets = new Secrets(options.secret());
    this.clock = new StripeClock(options.clock());
    this.shelf = new Shelf(file);
    this.webhooks = new Webhooks(shelf, clock, secrets.stripeWebhookSecret());
    this.meters = new Meters(shelf, clock, webhooks);
    this.catalog = new Catalog(shelf, clock, webhooks);
    this.taxes = new Taxes(shelf, clock);
    this.subscriptions = new Subscriptions(shelf, clock, meters, taxes, webhooks);
    this.creditNotes = new CreditNotes(shelf, clock, taxes, webhooks);
  }

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public void answer(Call call) throws IOException {
    call.answerHeader("request-id", "req_" + Long.toHexString(System.nanoTime()));
    try {
      String answer = call.path().startsWith("/control/") ? control(call) : api(call);
      call.answerJson(200, answer);
    } catch (StripeProblem problem) {
      call.note("outcome", String.valueOf(problem.getMessage()));
      call.answerJson(problem.status(), problem.json());
    }
  }

  private String control(Call call) {
    if (!Secrets.same("Bearer " + secrets.control(), call.header("Authorization").orElse(""))) {
      throw StripeProblem.wrongKey();
    }
    Form form = Form.of(call.form());
    synchronized (this) {
      switch (call.path()) {
        case "/control/advance" -> {
          clock.advance(Duration.ofSeconds(form.number("seconds").orElse(0L)));
          subscriptions.tick();
        }
        case "/control/end-periods" -> subscriptions.endPeriods();
        case "/control/settle" -> meters.settleAfter(form.number("seconds").orElse(0L));
        case "/control/webhooks" ->
            webhooks.behave(
                form.number("copies").orElse(1L).intValue(),
                form.text("shuffled").isPresent(),
                form.text("held").isPresent());
        case "/control/no-meter" -> meters.lose(form.needed("identifier"));
        case "/control/dispute" -> creditNotes.dispute(form.needed("invoice"));
        case "/control/decide" -> creditNotes.decide(form.needed("dispute"), form.needed("status"));
        default -> throw StripeProblem.unknownPath(call.method(), call.path());
      }
      return "{}";
    }
  }

  private String api(Call call) {
    String given = call.header("Authorization").orElse("");
    if (call.fault("wrong-key").isPresent()
        || !Secrets.same("Bearer " + secrets.stripeKey(), given)) {
      throw StripeProblem.wrongKey();
    }
    if (call.fault("rate-limited").isPresent()) {
      throw StripeProblem.rateLimited();
    }
    if (call.fault("server-error").isPresent()) {
      throw StripeProblem.broken();
    }
    Form form = Form.of(call.method().equals("GET") ? call.query() : call.form());
    synchronized (this) {
      subscriptions.tick();
      Optional<String> key = call.header("Idempotency-Key");
      String before = key.map(answered::get).orElse(null);
      if (before != null) {
        return before;
      }
      String answer = route(call.method(), call.path(), form).toString();
      if (call.method().equals("POST")) {
        key.ifPresent(each -> answered.put(each, answer));
      }
      return answer;
    }
  }

  private ObjectNode route(String method, String path, Form form) {
    return switch (method + " " + path) {
      case "POST /v1/customers" -> catalog.createCustomer(form);
      case "GET /v1/customers" -> list(path, "customer", form);
      case "POST /v1/products" -> catalog.createProduct(form);
      case "GET /v1/products" -> list(path, "product", form);
      case "POST /v1/prices" -> catalog.createPrice(form);
      case "GET /v1/prices" -> Shelf.list(path, catalog.prices(form));
      case "POST /v1/billing/meters" -> meters.create(form);
      case "GET /v1/billing/meters" -> list(path, "meter", form);
      case "POST /v1/billing/meter_events" -> meters.accept(form);
      case "POST /v1/billing/meter_event_adjustments" -> meters.cancel(form);
      case "POST /v1/subscriptions" -> subscriptions.create(form);
      case "GET /v1/subscriptions" -> list(path, "subscription", form);
      case "GET /v1/invoices" -> list(path, "invoice", form);
      case "POST /v1/invoices/create_preview" -> subscriptions.preview(form);
      case "POST /v1/credit_notes" -> creditNotes.create(form);
      case "GET /v1/credit_notes" -> list(path, "credit_note", form);
      case "GET /v1/disputes" -> list(path, "dispute", form);
      case "POST /v1/billing_portal/sessions" -> catalog.createPortalSession(form);
      case "POST /v1/webhook_endpoints" -> webhooks.createEndpoint(form);
      case "GET /v1/webhook_endpoints" -> list(path, "webhook_endpoint", form);
      case "GET /v1/events" -> list(path, "event", form);
      case "GET /v2/core/events" -> list(path, "core_event", form);
      default -> one(method, path, form);
    };
  }

  private ObjectNode one(String method, String path, Form form) {
    Matcher parts = ONE.matcher(path);
    if (!parts.matches()) {
      throw StripeProblem.unknownPath(method, path);
    }
    String id = parts.group(2);
    String rest = Optional.ofNullable(parts.group(3)).orElse("");
    return switch (method + " " + parts.group(1) + rest) {
      case "GET /v1/customers" -> shelf.get("customer", id);
      case "POST /v1/customers" -> catalog.updateCustomer(id, form);
      case "POST /v1/customers/tax_ids" -> taxes.createId(id, form);
      case "GET /v1/customers/tax_ids" -> Shelf.list(path, ofCustomer("tax_id", id));
      case "GET /v1/credit_notes" -> shelf.get("credit_note", id);
      case "GET /v1/disputes" -> shelf.get("dispute", id);
      case "GET /v1/charges" -> shelf.get("charge", id);
      case "GET /v1/products" -> shelf.get("product", id);
      case "GET /v1/prices" -> shelf.get("price", id);
      case "GET /v1/billing/meters" -> shelf.get("meter", id);
      case "POST /v1/billing/meters/deactivate" -> meters.deactivate(id);
      case "GET /v1/billing/meters/event_summaries" -> Shelf.list(path, meters.summaries(id, form));
      case "GET /v1/subscriptions" -> shelf.get("subscription", id);
      case "POST /v1/subscriptions" -> subscriptions.update(id, form);
      case "DELETE /v1/subscriptions" -> subscriptions.cancel(id);
      case "DELETE /v1/customers" -> subscriptions.deleteCustomer(id);
      case "GET /v1/invoices" -> shelf.get("invoice", id);
      case "GET /v1/invoices/lines" -> (ObjectNode) shelf.get("invoice", id).path("lines");
      case "POST /v1/invoices/pay" -> subscriptions.pay(id);
      case "GET /v1/webhook_endpoints" -> shelf.get("webhook_endpoint", id);
      case "DELETE /v1/webhook_endpoints" -> webhooks.deleteEndpoint(id);
      case "GET /v1/events" -> shelf.get("event", id);
      case "GET /v2/core/events" -> shelf.get("core_event", id);
      default -> throw StripeProblem.unknownPath(method, path);
    };
  }

  /** Newest first, those of the customer that is named. */
  private ObjectNode list(String path, String kind, Form form) {
    List<ObjectNode> all =
        form.text("customer")
            .map(customer -> ofCustomer(kind, customer))
            .orElseGet(() -> List.copyOf(shelf.all(kind)));
    return Shelf.list(path, all.reversed());
  }

  private List<ObjectNode> ofCustomer(String kind, String customer) {
    return shelf.all(kind).stream()
        .filter(each -> each.path("customer").asString("").equals(customer))
        .toList();
  }

  @Override
  public void close() {
    webhooks.close();
  }
}
