package routes;

import hub.sources.Texts;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Words that no source has confirmed in time are erased for good. */
@Component
class SweepRoutes extends RouteBuilder {
  private final Texts texts;

  SweepRoutes(Texts texts) {
    this.texts = texts;
  }

  @Override
  public void configure() {
    from("timer:overdue-texts?period={{hub.sources.sweep-every}}").routeId("erase-overdue-texts").routeConfigurationId("try-again-next-time")
        .bean(texts, "expire").id("erase-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(texts, "expire()").id("erase-next-batch")
        .end();
  }
}
