package hub.integration;

import java.util.Locale;
import org.apache.camel.Exchange;

/** The version of a flow that an exchange has been in, which it carries on. */
public interface ServingVersion {

  /** The flow's name. */
  String name();

  int version();

  /** Under which an exchange carries the version of a flow. */
  static String property(String flow) {
    return "flow:" + flow;
  }

  /** {@code reddit-posts v7}; empty if the exchange has not been in the flow. */
  static String of(Exchange exchange, String flow) {
    return exchange.getProperty(property(flow)) instanceof ServingVersion serving
        ? String.format(Locale.ROOT, "%s v%d", serving.name(), serving.version())
        : "";
  }
}
