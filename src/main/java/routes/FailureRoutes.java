package routes;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.springframework.stereotype.Component;

/** The failure policies, each by the name that routes call it. */
@Component
class FailureRoutes extends RouteConfigurationBuilder {

  @Override
  public void configuration() {
    // Journeys started by a job: whatever went wrong reaches the queue, which alone decides on trying again.
    routeConfiguration("leave-to-the-queue")
        .errorHandler(noErrorHandler());

    // Journeys started by a file: it stays where it is and is found again.
    routeConfiguration("leave-it-where-it-is")
        .errorHandler(noErrorHandler());

    // Journeys started by a clock: the next tick is the next try.
    routeConfiguration("try-again-next-time")
        .errorHandler(deadLetterChannel("direct:missed-tick").maximumRedeliveries(0));

    // Records from a broker: those that cannot be read are kept where people find them.
    routeConfiguration("set-aside")
        .errorHandler(deadLetterChannel("direct:set-aside").useOriginalMessage().maximumRedeliveries(0));

    from("direct:missed-tick").routeId("missed-tick").routeConfigurationId("leave-to-the-queue")
        .log(LoggingLevel.WARN, "routes.missed-tick", "${exchangeProperty.CamelFailureRouteId} failed and will run again: ${exception.message}");
  }
}
