package crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The hubs' topics, seen from outside. */
record Lanes(String broker) {
  private static final List<String> LANES =
      List.of("sluice-interactive", "sluice-scheduled", "sluice-economy");

  void send(String topic, String value) {
    try (KafkaProducer<String, String> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, value));
    }
  }

  /** Sends every record of all lanes once more; returns how many there were. */
  int doubleAll() {
    int doubled = 0;
    try (KafkaProducer<String, String> producer = producer()) {
      for (String lane : LANES) {
        for (ConsumerRecord<String, String> record : records(lane)) {
          producer.send(new ProducerRecord<>(lane, record.key(), record.value()));
          doubled++;
        }
      }
    }
    return doubled;
  }

  List<String> values(String topic) {
    return records(topic).stream().map(ConsumerRecord::value).toList();
  }

  private List<ConsumerRecord<String, String>> records(String topic) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
  }
}
