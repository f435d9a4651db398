package routes;

import hub.vectors.Embedder;
import hub.vectors.LocalIndex;
import hub.vectors.ModelChange;
import hub.vectors.PineconeRelay;
import hub.vectors.Themes;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What is stored becomes findable by its meaning. */
@Component
class MeaningRoutes extends RouteBuilder {
  private final Embedder embedder;
  private final ModelChange change;
  private final LocalIndex index;
  private final PineconeRelay relay;
  private final Themes themes;

  MeaningRoutes(Embedder embedder, ModelChange change, LocalIndex index, PineconeRelay relay, Themes themes) {
    this.embedder = embedder;
    this.change = change;
    this.index = index;
    this.relay = relay;
    this.themes = themes;
  }

  @Override
  public void configure() {
    from("timer:new-texts?delay={{hub.vectors.embed-every}}&period={{hub.vectors.embed-every}}").routeId("embed-new-texts").routeConfigurationId("try-again-next-time")
        .bean(embedder, "embedBatch").id("embed-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(embedder, "embedBatch()").id("embed-next-batch")
        .end();

    from("timer:change-model?delay={{hub.vectors.embed-every}}&period={{hub.vectors.embed-every}}").routeId("change-embedding-model").routeConfigurationId("try-again-next-time")
        .bean(change, "step").id("embed-for-next-model")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(change, "step()").id("embed-more-for-next-model")
        .end();

    from("timer:tidy-index?delay={{hub.vectors.tidy-every}}&period={{hub.vectors.tidy-every}}").routeId("tidy-local-index").routeGroup(OnlyPages.EVERY_PROCESS).routeConfigurationId("try-again-next-time")
        .bean(index, "tidy").id("join-small-parts");

    from("timer:tell-pinecone?delay={{hub.pinecone.relay-every}}&period={{hub.pinecone.relay-every}}").routeId("tell-pinecone").routeConfigurationId("try-again-next-time")
        .bean(relay, "relay").id("send-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(relay, "relay()").id("send-next-batch")
        .end();

    from("timer:compare-pinecone?delay={{hub.pinecone.check-every}}&period={{hub.pinecone.check-every}}").routeId("compare-pinecone").routeConfigurationId("try-again-next-time")
        .bean(relay, "repair").id("repair-drift");

    from("timer:group-themes?delay={{hub.vectors.themes-every}}&period={{hub.vectors.themes-every}}").routeId("group-themes").routeConfigurationId("try-again-next-time")
        .bean(themes, "regroup").id("regroup");
  }
}
