package routes;

import hub.integration.delivery.Delivering;
import hub.integration.delivery.Outbox;
import hub.integration.process.ResultNodes;
import hub.integration.process.RunningFlows;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What was found goes to the flows of its workspace, by the clock; the rows say what is due and who tries it. */
@Component
class DeliverRoutes extends RouteBuilder {
  private final Outbox outbox;
  private final Delivering delivering;
  private final RunningFlows running;
  private final ResultNodes nodes;

  DeliverRoutes(Outbox outbox, Delivering delivering, RunningFlows running, ResultNodes nodes) {
    this.outbox = outbox;
    this.delivering = delivering;
    this.running = running;
    this.nodes = nodes;
  }

  @Override
  public void configure() {
    from("timer:deliver?period={{hub.flows.deliver.every}}").routeId("find-deliveries").routeConfigurationId("try-again-next-time")
        .bean(outbox, "spread").id("spread-results")
        .split(method(delivering, "claim")).id("each-delivery")
            .to("seda:deliver?waitForTaskToComplete=Never").id("hand-delivery-on")
        .end()
        .bean(running, "stopIdle").id("stop-idle-flows")
        .bean(nodes, "tell").id("tell-result-flows");

    // Side by side, so that a slow receiver keeps nobody else waiting.
    from("seda:deliver?concurrentConsumers={{hub.flows.deliver.at-once}}").routeId("deliver").routeConfigurationId("try-again-next-time")
        .bean(delivering, "deliver").id("give-to-flow");
  }
}
