package hub.integration.check;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.SimpleExpressionParser;
import org.apache.camel.language.simple.SimplePredicateParser;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.EipModel;
import org.springframework.stereotype.Component;

/**
 * What Camel knows of endpoints and expressions, by what is on the class path. It has a context of
 * its own, never started, so that it can be asked before the hub's is.
 */
@Component
class Camel {
  private final CamelContext context;
  private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();

  private final Map<String, Map<String, BaseOptionModel>> options = new ConcurrentHashMap<>();

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

  /** What Camel's model says of a property of a step, a part of one, or a language. */
  Optional<BaseOptionModel> option(String owner, String property) {
    return Optional.ofNullable(options.computeIfAbsent(owner, this::options).get(property));
  }

  private Map<String, BaseOptionModel> options(String owner) {
    EipModel model = catalog.eipModel(owner);
    return model == null
        ? Map.of()
        : model.getOptions().stream()
            .collect(Collectors.toMap(BaseOptionModel::getName, Function.identity()));
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
