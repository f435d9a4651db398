package routes;

import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says which route keeps the hub from starting, and where routes that people may change are kept. */
@Order(0)
class BrokenRouteAnalyzer implements FailureAnalyzer {
  private final Environment environment;

  BrokenRouteAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return causes(failure)
        .filter(BrokenRouteAnalyzer::isAboutARoute)
        .findFirst()
        .or(() -> causes(failure).filter(CamelSpringBootInitializationException.class::isInstance).findFirst())
        .map(trouble -> new FailureAnalysis(fact(trouble), action(), trouble))
        .orElse(null);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause);
  }

  private static boolean isAboutARoute(Throwable cause) {
    return cause instanceof FailedToCreateRouteException
        || cause instanceof FailedToStartRouteException
        || cause instanceof RuntimeCamelException;
  }

  /** The outermost message names the route or file, the innermost says what is wrong with it. */
  private static String fact(Throwable trouble) {
    String where = String.valueOf(trouble.getMessage());
    String what = String.valueOf(causes(trouble).reduce(trouble, (outer, inner) -> inner).getMessage());
    return where.contains(what)
        ? "A route cannot be used. " + where
        : "A route cannot be used. %s: %s".formatted(where, what);
  }

  private String action() {
    return "Correct or remove that route and start again. Routes beside the hub's own are read from %s; flows never keep it from starting."
        .formatted(environment.getProperty("camel.main.routes-include-pattern", "nowhere"));
  }
}
