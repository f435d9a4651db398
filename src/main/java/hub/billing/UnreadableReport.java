package hub.billing;

import java.io.Serial;

/** A file is no report of a vendor's; the message says what would be one. */
final class UnreadableReport extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UnreadableReport(String message) {
    super(message);
  }

  UnreadableReport(String message, Throwable cause) {
    super(message, cause);
  }
}
