package hub.jobs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How places of the line travel with the profile {@code kafka}.
 *
 * @param brokers where Kafka is, host:port, several with commas
 * @param topics what the topics' names begin with, and the name of the processes' group
 * @param partitions of each lane's topic when it is made: as many processes at most share a lane
 * @param sendAgain when a place that nobody took is sent again
 * @param properties further settings of Kafka's clients, such as {@code security.protocol}
 */
@ConfigurationProperties("hub.kafka")
public record KafkaSettings(
    @DefaultValue("127.0.0.1:9092") String brokers,
    @DefaultValue("sluice") String topics,
    @DefaultValue("12") int partitions,
    @DefaultValue("10s") Duration sendAgain,
    @DefaultValue Map<String, String> properties) {

  /** A topic for each lane, and one for records that nobody can read. */
  public List<String> topicNames() {
    return Stream.concat(Arrays.stream(Lane.values()).map(Lane::word), Stream.of("dead"))
        .map(name -> topics + "-" + name)
        .toList();
  }
}
