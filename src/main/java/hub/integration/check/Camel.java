package hub.integration.check;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.springframework.stereotype.Component;

/**
 * What Camel knows of endpoints and expressions, by what is on the class path. It has a context of
 * its own, never started, so that it can be asked before the hub's is.
 */
@Component
class Camel {
  private final CamelContext context;
  private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();

  Camel() {
    DefaultCamelContext fresh = new DefaultCamelContext();
    fresh.build();
    this.context = fresh;
    catalog.setCamelContext(context);
    catalog.start();
  }

  DefaultRuntimeCamelCatalog catalog() {
    return catalog;
  }

  /** Why Simple cannot read it as a value. The catalogue says the same in 50 times the time. */
  Optional<SimpleIllegalSyntaxException> unreadableExpression(String text) {
    return tried(() -> new SimpleExpressionParser(context, text, true, null).parseExpression());
  }

  /** Why Simple cannot read it as a condition. */
  Optional<SimpleIllegalSyntaxException> unreadablePredicate(String text) {
    return tried(() -> new SimplePredicateParser(context, text, true, null).parsePredicate());
  }

  private static Optional<SimpleIllegalSyntaxException> tried(Runnable parse) {
    try {
      parse.run();
      return Optional.empty();
    } catch (SimpleIllegalSyntaxException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new SimpleIllegalSyntaxException("", -1, String.valueOf(e.getMessage())));
    }
  }
}
