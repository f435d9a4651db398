package routes;

import hub.jobs.Carrier;
import hub.jobs.Dispatched;
import hub.jobs.KafkaSettings;
import hub.jobs.Lane;
import hub.jobs.Workers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Places of the line go out by a topic a lane, keyed by job, and are claimed where they arrive. */
@Component
@Profile("kafka")
class KafkaLanes extends RouteBuilder implements Carrier {
  private final ObjectProvider<Workers> workers;
  private final ProducerTemplate template;
  private final KafkaSettings settings;

  KafkaLanes(ObjectProvider<Workers> workers, ProducerTemplate template, KafkaSettings settings) {
    this.workers = workers;
    this.template = template;
    this.settings = settings;
  }

  @Override
  public void configure() {
    for (Lane lane : Lane.values()) {
      from("direct:send-" + lane.word()).routeId("send-" + lane.word()).routeConfigurationId("leave-to-the-queue")
          .split(body()).parallelProcessing().shareUnitOfWork().stopOnException()
              .setHeader(KafkaConstants.KEY, simple("${body.key}"))
              .setBody(simple("${body.place}"))
              .to("{{hub.kafka.lanes}}-" + lane.word()).id("to-" + lane.word())
          .end();

      from("{{hub.kafka.lanes}}-" + lane.word()).routeId("receive-" + lane.word()).routeConfigurationId("set-aside")
          .convertBodyTo(Long.class).id("place-of-" + lane.word())
          .process(exchange -> workers.getObject().arrived(exchange.getMessage().getMandatoryBody(Long.class))).id("arrived-" + lane.word());
    }

    // What cannot be read. Its job, if there is one, is sent again.
    from("direct:set-aside").routeId("set-aside").routeConfigurationId("leave-to-the-queue")
        .log(LoggingLevel.WARN, "routes.set-aside", "A record of ${header.CamelKafkaTopic} cannot be read and is set aside: ${exception.message}")
        .setHeader("reason", simple("${exception.message}"))
        .setHeader("record", simple("${header.CamelKafkaTopic} ${header.CamelKafkaPartition} ${header.CamelKafkaOffset}"))
        .removeHeaders("CamelKafka*", KafkaConstants.KEY)
        .to("{{hub.kafka.lanes}}-dead").id("to-dead");
  }

  @Override
  public void carry(List<Dispatched> jobs) {
    jobs.stream().collect(Collectors.groupingBy(Dispatched::lane))
        .forEach((lane, theirs) -> template.requestBody("direct:send-" + lane.word(), theirs));
  }

  @Override
  public Duration sendAgain() {
    return settings.sendAgain();
  }
}
