package hub.billing;

/** What Stripe says about usage that it took and did not count, and what can be done about it. */
final class MeterErrors {
  private MeterErrors() {}

  /**
   * A sentence or two for a person.
   *
   * @param code Stripe's code of the error's kind
   * @param said Stripe's words about this event
   */
  static String words(String code, String said) {
    return "%s (%s) %s".formatted(said, code, remedy(code)).strip();
  }

  private static String remedy(String code) {
    return switch (code) {
      case "meter_event_customer_not_found", "meter_event_no_customer_defined" ->
          "Stripe does not know this workspace’s customer: restore it there, then send again.";
      case "archived_meter", "no_meter", "meter_event_no_meter_found" ->
          "Stripe has no active meter of this name: start billing again, which makes one, then send"
              + " again.";
      case "timestamp_too_far_in_past", "timestamp_in_future" ->
          "Sent again, it is told for the minute in which it leaves.";
      case "meter_event_invalid_value", "meter_event_value_not_found" ->
          "The value was not read: report this, and send again once it is put right.";
      default -> "Look it up at Stripe, put it right there, then send again.";
    };
  }
}
