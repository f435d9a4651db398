package hub.billing;

import java.io.Serial;

/** A month cannot be closed; the message says why. */
public final class MonthOpen extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MonthOpen(String message) {
    super(message);
  }
}
