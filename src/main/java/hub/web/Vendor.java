package hub.web;

import hub.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as pages name it. The room that calls a vendor offers one bean of this; every page says
 * which vendors are simulated.
 */
public interface Vendor {

  /** The name people know: {@code Reddit}, {@code OpenAI}. */
  String name();

  /** Whether the real vendor is called now. */
  Mode mode();

  /** Why its work waits and what to do, a sentence; null if it does not wait. */
  default @Nullable String trouble() {
    return null;
  }
}
