package hub.billing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a webhook asks for. A webhook only says where to look: the object is fetched as it is
 * now, so copies, replays and any order lead to the same. The effect and the mark that it is done
 * commit together.
 */
@Component
public class WebhookWork {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookWork.class);

  private final StripeAccess access;
  private final Stripe stripe;
  private final WebhookEvents events;
  private final Invoices invoices;
  private final CreditNotes creditNotes;
  private final Disputes disputes;
  private final BillingAccounts accounts;
  private final MeterGroups groups;
  private final TransactionTemplate transaction;
  private final BillingSettings settings;

  public WebhookWork(
      StripeAccess access,
      Stripe stripe,
      WebhookEvents events,
      Invoices invoices,
      CreditNotes creditNotes,
      Disputes disputes,
      BillingAccounts accounts,
      MeterGroups groups,
      TransactionTemplate transaction,
      BillingSettings settings) {
    this.access = access;
    this.stripe = stripe;
    this.events = events;
    this.invoices = invoices;
    this.creditNotes = creditNotes;
    this.disputes = disputes;
    this.accounts = accounts;
    this.groups = groups;
    this.transaction = transaction;
    this.settings = settings;
  }

  /** What waits now. */
  public List<WebhookEvent> due() {
    return events.due(access.now().mode());
  }

  /** Processes one; a failure is kept with it and tried again, at last for a person. */
  public void process(WebhookEvent event) {
    try {
      act(access.now(), event);
    } catch (RuntimeException failure) {
      String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      LOG.warn("Webhook {} of type {} failed: {}", event.id(), event.type(), why);
      events.failed(event, settings.webhookTries(), why.substring(0, Math.min(500, why.length())));
    }
  }

  private void act(StripeConnection to, WebhookEvent event) {
    JsonNode payload = JsonMapper.shared().readTree(event.payload());
    JsonNode object = payload.path("data").path("object");
    if (event.type().startsWith("invoice.") && object.hasNonNull("id")) {
      invoices.fetch(to, object.path("id").asString(), () -> events.done(event));
    } else if (event.type().startsWith("credit_note.") && object.hasNonNull("id")) {
      creditNotes.fetch(to, object.path("id").asString(), () -> events.done(event));
    } else if (event.type().startsWith("charge.dispute.") && object.hasNonNull("id")) {
      disputes.fetch(to, object.path("id").asString(), () -> events.done(event));
    } else if (event.type().startsWith("customer.subscription.")) {
      lookAgain(to, event, object.path("customer").asString(""));
    } else if (event.type().equals("customer.deleted")) {
      // Their subscription ended with them.
      lookAgain(to, event, object.path("id").asString(""));
    } else if (event.type().startsWith("v1.billing.meter.")) {
      reopen(to, event);
    } else {
      events.done(event);
    }
  }

  private void lookAgain(StripeConnection to, WebhookEvent event, String customer) {
    accounts.ofCustomer(to.mode(), customer).ifPresent(account -> accounts.refresh(to, account));
    events.done(event);
  }

  /** A report of usage that was accepted and then not counted; only its id came. */
  private void reopen(StripeConnection to, WebhookEvent event) {
    JsonNode report =
        JsonMapper.shared()
            .readTree(
                Objects.requireNonNull(
                        stripe
                            .ask(
                                to,
                                com.stripe.model.v2.core.Event.class,
                                "coreEvents",
                                "retrieve",
                                event.id(),
                                Map.of(),
                                null)
                            .getLastResponse())
                    .body());
    transaction.executeWithoutResult(
        open -> {
          for (JsonNode type : report.at("/data/reason/error_types")) {
            for (JsonNode sample : type.path("sample_errors")) {
              groups.rejectedLater(
                  to.mode(),
                  sample.at("/request/identifier").asString(""),
                  MeterErrors.words(
                      type.path("code").asString(""),
                      sample.path("error_message").asString("Not counted.")));
            }
          }
          events.done(event);
        });
  }
}
