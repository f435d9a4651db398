package hub.integration.child;

import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One scheme by which flows may get out, and what of it they may use. */
interface Way {

  String scheme();

  /** Whether flows may use an option. */
  boolean allows(String option);

  /** Options that may hold a secret. */
  default Set<String> secretOptions() {
    return Set.of();
  }

  /** Whether the address may hold a secret. */
  default boolean secretInPlace() {
    return false;
  }

  /** What stands between the scheme and the address. */
  default String slashes() {
    return "";
  }

  /**
   * The address as it is used.
   *
   * @throws Refused if flows may not go there
   */
  default String place(String remaining) {
    return remaining;
  }

  /** Looks at all of it once more before anything is made. */
  default void check(String place, Map<String, Object> options) {}

  /** Adds what is not the flow's to choose. */
  default void complete(Map<String, Object> options) {}

  /** Sets what no address can say. */
  default void prepare(Endpoint endpoint) {}

  /**
   * Looks at a message before it goes.
   *
   * @throws Refused if it may not
   */
  default void before(Exchange exchange) {}

  /** Makes of what came back what flows can read; once for each message that went. */
  default void behind(Exchange exchange) {}

  /** The body behind it in a trial. */
  default @Nullable Object answer() {
    return null;
  }
}
