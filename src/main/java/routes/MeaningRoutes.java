package routes;

import hub.vectors.Embedder;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What is stored becomes findable by its meaning. */
@Component
class MeaningRoutes extends RouteBuilder {
  private final Embedder embedder;

  MeaningRoutes(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public void configure() {
    from("timer:new-texts?delay={{hub.vectors.embed-every}}&period={{hub.vectors.embed-every}}").routeId("embed-new-texts").routeConfigurationId("try-again-next-time")
        .bean(embedder, "embedBatch").id("embed-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(embedder, "embedBatch()").id("embed-next-batch")
        .end();
  }
}
