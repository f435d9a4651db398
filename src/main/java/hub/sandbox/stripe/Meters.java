package hub.sandbox.stripe;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Meters and their events. An event is accepted at once and counted later; its identifier is
 * forgotten after a day; what is wrong with its customer is told later, by a report.
 */
final class Meters {
  static final long FORGETS_AFTER = 24 * 3600;
  private static final long TOO_OLD = 35 * 24 * 3600;
  private static final long TOO_EARLY = 300;

  private final Shelf shelf;
  private final StripeClock clock;
  private final Webhooks webhooks;
  private volatile long settling = 5;

  Meters(Shelf shelf, StripeClock clock, Webhooks webhooks) {
    this.shelf = shelf;
    this.clock = clock;
    this.webhooks = webhooks;
  }

  /** How many seconds after it was accepted an event is counted. */
  void settleAfter(long seconds) {
    settling = seconds;
  }

  ObjectNode create(Form form) {
    String event = form.needed("event_name");
    if (meterOf(event).isPresent()) {
      throw StripeProblem.invalid(
          "resource_already_exists",
          "event_name",
          "An active meter with event name %s already exists.".formatted(event));
    }
    ObjectNode meter =
        Shelf.shape("meter", "mtr")
            .put("display_name", form.needed("display_name"))
            .put("event_name", event)
            .put("created", clock.now())
            .put("updated", clock.now());
    ((ObjectNode) meter.path("default_aggregation"))
        .put("formula", form.needed("default_aggregation/formula"));
    ((ObjectNode) meter.path("customer_mapping"))
        .put(
            "event_payload_key",
            form.text("customer_mapping/event_payload_key").orElse("stripe_customer_id"));
    ((ObjectNode) meter.path("value_settings"))
        .put("event_payload_key", form.text("value_settings/event_payload_key").orElse("value"));
    return webhooks.tell("billing.meter.created", shelf.put("meter", meter));
  }

  ObjectNode deactivate(String id) {
    ObjectNode meter = shelf.get("meter", id).put("status", "inactive");
    ((ObjectNode) meter.path("status_transitions")).put("deactivated_at", clock.now());
    return shelf.put("meter", meter);
  }

  private Optional<ObjectNode> meterOf(String event) {
    return shelf.all("meter").stream()
        .filter(meter -> meter.path("event_name").asString().equals(event))
        .filter(meter -> meter.path("status").asString().equals("active"))
        .findFirst();
  }

  ObjectNode accept(Form form) {
    String name = form.needed("event_name");
    ObjectNode meter =
        meterOf(name)
            .orElseThrow(
                () ->
                    StripeProblem.invalid(
                        "resource_missing",
                        "event_name",
                        "No active meter found for event name: '%s'".formatted(name)));
    String value = form.needed("payload/" + key(meter, "value_settings"));
    if (!value.matches("-?\\d{1,15}")) {
      throw StripeProblem.invalid(
          null, "payload[value]", "The value must be a whole number of at most 15 digits.");
    }
    long timestamp = form.number("timestamp").orElse(clock.now());
    refuseBadTime(timestamp);
    String identifier = form.text("identifier").orElse(java.util.UUID.randomUUID().toString());
    refuseRepeated(identifier);
    ObjectNode event =
        Shelf.shape("meter_event")
            .put("event_name", name)
            .put("identifier", identifier)
            .put("created", clock.now())
            .put("timestamp", timestamp);
    event.set("payload", form.object("payload"));
    shelf.put("meter_event", counted(event, meter));
    return event;
  }

  /** What is kept of an event: forgotten identifiers count as well, so each has its own key. */
  private ObjectNode counted(ObjectNode event, ObjectNode meter) {
    String customer = event.path("payload").path(key(meter, "customer_mapping")).asString("");
    ObjectNode kept =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", event.path("identifier").asString() + " " + clock.now())
            .put("name", event.path("identifier").asString())
            .put("meter", meter.path("id").asString())
            .put("customer", customer)
            .put("value", event.path("payload").path(key(meter, "value_settings")).asString())
            .put("timestamp", event.path("timestamp").asLong())
            .put("received", clock.now())
            .put("counts", shelf.has("customer", customer));
    if (!shelf.has("customer", customer)) {
      webhooks.report(meter.path("id").asString(), kept.path("name").asString());
    }
    return kept;
  }

  /** What was accepted turns out to have no meter: it does not count, and that is told. */
  void lose(String identifier) {
    ObjectNode event =
        remembered(identifier).orElseThrow(() -> StripeProblem.missing("meter_event", identifier));
    shelf.put("meter_event", event.put("counts", false));
    webhooks.reportNoMeter(identifier);
  }

  private static String key(ObjectNode meter, String setting) {
    return meter.path(setting).path("event_payload_key").asString();
  }

  private void refuseBadTime(long timestamp) {
    if (timestamp < clock.now() - TOO_OLD) {
      throw StripeProblem.invalid(
          "timestamp_too_far_in_past",
          "timestamp",
          "The timestamp must be within the past 35 calendar days.");
    }
    if (timestamp > clock.now() + TOO_EARLY) {
      throw StripeProblem.invalid(
          "timestamp_in_future",
          "timestamp",
          "The timestamp must not be more than 5 minutes in the future.");
    }
  }

  private void refuseRepeated(String identifier) {
    if (remembered(identifier).isPresent()) {
      throw StripeProblem.invalid(
          "duplicate_meter_event",
          "identifier",
          "An event already exists with identifier %s.".formatted(identifier));
    }
  }

  private Optional<ObjectNode> remembered(String identifier) {
    long since = clock.now() - FORGETS_AFTER;
    return shelf.all("meter_event").stream()
        .filter(event -> event.path("name").asString("").equals(identifier))
        .filter(event -> event.path("received").asLong() > since)
        .findFirst();
  }

  ObjectNode cancel(Form form) {
    String identifier = form.needed("cancel/identifier");
    ObjectNode event =
        remembered(identifier)
            .orElseThrow(
                () ->
                    StripeProblem.invalid(
                        null,
                        "cancel[identifier]",
                        "No event of the last 24 hours has identifier " + identifier + "."));
    shelf.put("meter_event", event.put("counts", false));
    ObjectNode adjustment =
        Shelf.shape("meter_event_adjustment")
            .put("event_name", form.needed("event_name"))
            .put("status", "pending");
    adjustment.putObject("cancel").put("identifier", identifier);
    return adjustment;
  }

  /** One summary of the whole span; only what is counted by now. */
  List<ObjectNode> summaries(String meter, Form form) {
    shelf.get("meter", meter);
    long start = aligned(form, "start_time");
    long end = aligned(form, "end_time");
    BigDecimal sum = sum(meter, form.needed("customer"), start, end, clock.now() - settling);
    return List.of(
        Shelf.shape("meter_event_summary", "mtrusg_test")
            .put("aggregated_value", sum)
            .put("start_time", start)
            .put("end_time", end)
            .put("meter", meter));
  }

  private static long aligned(Form form, String name) {
    form.needed(name);
    long time = form.number(name).orElseThrow();
    if (time % 60 != 0) {
      throw StripeProblem.invalid(null, name, name + " must be aligned with minute boundaries.");
    }
    return time;
  }

  /** The sum of events of this span that were received until then. */
  BigDecimal sum(String meter, String customer, long start, long end, long receivedUntil) {
    return shelf.all("meter_event").stream()
        .filter(event -> event.path("counts").asBoolean())
        .filter(event -> event.path("meter").asString("").equals(meter))
        .filter(event -> event.path("customer").asString("").equals(customer))
        .filter(event -> event.path("timestamp").asLong() >= start)
        .filter(event -> event.path("timestamp").asLong() < end)
        .filter(event -> event.path("received").asLong() <= receivedUntil)
        .map(event -> new BigDecimal(event.path("value").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
