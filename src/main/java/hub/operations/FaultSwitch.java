package hub.operations;

import hub.sandbox.Fault;
import java.util.Arrays;
import java.util.Locale;

/** What can be made to go wrong in the sandbox, as its page offers it. */
public enum FaultSwitch {
  LATENCY("Slow answers", "median and slowest of a hundred, in ms"),
  RATE_LIMITED("Too many requests (429)", "the wait it asks for, in ms"),
  SERVER_ERROR("Server errors (503)", ""),
  CUT("Connections cut before the answer", ""),
  CUT_ANSWER("Answers cut in the middle", ""),
  SLOW_DRIP("Answers that drip", "how long an answer takes, in ms"),
  SKEWED_RESET("Resets told too early (Reddit)", "by how much, in ms"),
  BATCH_TAKES("Batches that take longer (OpenAI)", "how long a batch takes, in ms"),
  BATCH_EXPIRES("Batches that expire half done (OpenAI)", ""),
  OUTAGE("Full outage", "");

  private final String title;
  private final String millis;

  FaultSwitch(String title, String millis) {
    this.title = title;
    this.millis = millis;
  }

  public String title() {
    return title;
  }

  /** What the milliseconds mean; empty if they mean nothing. */
  public String millis() {
    return millis;
  }

  /** {@code rate-limited}, as the sandbox names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The title of a fault, or its own word if it is none of these. */
  static String titleOf(Fault fault) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(fault.kind()))
        .map(FaultSwitch::title)
        .findFirst()
        .orElse(fault.kind());
  }

  /** The fault, for a share of requests. */
  Fault of(String vendor, double share, long millis, long slowest) {
    Fault fault = Fault.of(vendor, word()).share(share);
    return switch (this) {
      case LATENCY -> fault.millis(millis).slowest(slowest);
      case SLOW_DRIP, SKEWED_RESET, BATCH_TAKES -> fault.millis(millis);
      case RATE_LIMITED -> fault.retryAfter((int) Math.ceilDiv(millis, 1_000));
      case SERVER_ERROR -> fault.status(503);
      default -> fault;
    };
  }
}
