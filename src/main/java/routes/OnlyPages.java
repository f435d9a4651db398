package routes;

import hub.Roles;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/** A process without workers starts no route that brings work by itself: by a clock, with files, from a broker. */
@Component
class OnlyPages implements CamelContextConfiguration {
  /** The group of routes that each process needs for itself. */
  static final String EVERY_PROCESS = "every-process";

  private final Roles roles;

  OnlyPages(Roles roles) {
    this.roles = roles;
  }

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    if (!roles.workers()) {
      ((ModelCamelContext) camel).getRouteDefinitions().stream()
          .filter(route -> !isAsked(route) && !EVERY_PROCESS.equals(route.getGroup()))
          .forEach(route -> route.setAutoStartup("false"));
    }
  }

  private static boolean isAsked(RouteDefinition route) {
    return route.getInput().getEndpointUri().startsWith("direct:");
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {}
}
