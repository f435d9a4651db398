package hub.billing;

import com.stripe.model.billing.MeterEvent;
import com.stripe.model.billing.MeterEventAdjustment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells Stripe what was charged. Each group goes out as one event under its own identifier. While
 * Stripe remembers identifiers, a doubt is sent again: a repeat counts as delivered. Afterwards
 * Stripe is asked what it counted for the group's minute, which no other group has; that it counted
 * nothing means something only once it had time to. What can no longer get onto its invoice waits
 * for a person.
 */
@Component
public class Metering {
  /** Stripe forgets identifiers after a day or so; an hour less is sure. */
  static final Duration REMEMBERS = Duration.ofHours(23);

  /** Stripe takes nothing older; an hour less is sure. */
  static final Duration OLDEST = Duration.ofDays(35).minusHours(1);

  /** Until an hour after its end a period's invoice still grows; five minutes less are sure. */
  static final Duration GRACE = Duration.ofMinutes(55);

  private final StripeAccess access;
  private final Stripe stripe;
  private final Setup setup;
  private final BillingAccounts accounts;
  private final MeterGroups groups;
  private final Summaries summaries;
  private final BillingSettings settings;
  private final Clock clock;

  public Metering(
      StripeAccess access,
      Stripe stripe,
      Setup setup,
      BillingAccounts accounts,
      MeterGroups groups,
      Summaries summaries,
      BillingSettings settings,
      Clock clock) {
    this.access = access;
    this.stripe = stripe;
    this.setup = setup;
    this.accounts = accounts;
    this.groups = groups;
    this.summaries = summaries;
    this.settings = settings;
    this.clock = clock;
  }

  /** Closes a group for each account that has something to tell, and returns what is due. */
  public List<MeterGroup> closeAndFindDue() {
    StripeConnection to = access.now();
    if (setup.catalog(to.mode()).isEmpty()) {
      return List.of();
    }
    accounts.all(to.mode()).forEach(account -> groups.close(accounts.current(to, account)));
    return groups.due(to.mode());
  }

  /** Brings one group a step on its way. */
  public void tell(MeterGroup group) {
    StripeConnection to = access.now();
    BillingAccount account = accounts.find(group.workspaceId(), to.mode()).orElseThrow();
    if (group.firstSentAt() != null && isForgotten(group.firstSentAt())) {
      lookUp(to, account, group);
    } else {
      sendInTime(to, account, group, false);
    }
  }

  private boolean isForgotten(Instant firstSent) {
    return !clock.instant().isBefore(firstSent.plus(REMEMBERS));
  }

  private void lookUp(StripeConnection to, BillingAccount account, MeterGroup group) {
    Instant sent = group.lastSentAt();
    if (sent != null && clock.instant().isBefore(sent.plus(settings.settlesWithin()))) {
      return;
    }
    long counted =
        summaries.counted(to, account, group.minute(), group.minute().plus(Duration.ofMinutes(1)));
    if (counted == group.value()) {
      groups.become(group, "sent", "Found in Stripe’s summary of its minute.");
    } else if (counted == 0) {
      sendInTime(to, account, group, true);
    } else {
      groups.become(
          group,
          "held",
          "Stripe counts %d for its minute, we %d.".formatted(counted, group.value()));
    }
  }

  private void sendInTime(
      StripeConnection to, BillingAccount account, MeterGroup group, boolean anew) {
    Instant now = clock.instant();
    if (now.isAfter(group.minute().plus(OLDEST))) {
      hold(group, "Stripe takes nothing that is older than 35 days.");
    } else if (group.minute().isBefore(account.periodStart())
        && now.isAfter(account.periodStart().plus(GRACE))) {
      hold(group, "The invoice of its period is final.");
    } else if (groups.leaving(group, anew)) {
      send(to, account, group);
    }
  }

  /** What may have been sent keeps its doubt until Stripe's own count has been asked. */
  private void hold(MeterGroup group, String why) {
    if (group.firstSentAt() == null || isForgotten(group.firstSentAt())) {
      groups.become(group, "held", why);
    }
  }

  private void send(StripeConnection to, BillingAccount account, MeterGroup group) {
    try {
      stripe.ask(to, MeterEvent.class, "meterEvents", "create", null, event(account, group), null);
      groups.become(group, "sent", null);
    } catch (StripeFailure failure) {
      String why = String.valueOf(failure.getMessage());
      switch (failure.meaning()) {
        case REPEATED -> groups.become(group, "sent", "Stripe had it already.");
        case REFUSED -> groups.become(group, "rejected", why);
        case NOT_DONE -> groups.notDone(group, why);
        case UNKNOWN -> groups.become(group, "doubt", why);
      }
    }
  }

  /**
   * Takes back at Stripe what was told by mistake, as long as Stripe remembers it. The group waits
   * for a person then, who may send it again.
   *
   * @return whether it could be cancelled
   * @throws StripeFailure if Stripe refuses or cannot be asked; it is as it was then
   */
  public boolean cancel(UUID workspaceId, long number) {
    StripeConnection to = access.now();
    Optional<MeterGroup> group =
        groups
            .find(workspaceId, to.mode(), number)
            .filter(each -> each.mayBeCancelled(clock.instant()));
    group.ifPresent(
        each -> {
          stripe.ask(
              to,
              MeterEventAdjustment.class,
              "meterEventAdjustments",
              "create",
              null,
              Map.of(
                  "event_name",
                  Catalog.EVENT,
                  "type",
                  "cancel",
                  "cancel",
                  Map.of("identifier", each.identifier())),
              "sluice-cancel-" + each.identifier());
          groups.cancelled(each);
        });
    return group.isPresent();
  }

  private static Map<String, Object> event(BillingAccount account, MeterGroup group) {
    return Map.of(
        "event_name",
        Catalog.EVENT,
        "identifier",
        group.identifier(),
        "timestamp",
        group.minute().getEpochSecond(),
        "payload",
        Map.of("stripe_customer_id", account.customerId(), "value", Long.toString(group.value())));
  }
}
