package routes;

import hub.jobs.KafkaSettings;
import hub.start.StartRefused;
import hub.web.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

/** Kafka, of which nothing starts without the profile. */
@Configuration(proxyBeanMethods = false)
@Profile("kafka")
class KafkaBroker {
  /** A week, for those who look at records that could not be read; a place is of use for seconds. */
  private static final Map<String, String> KEPT = Map.of(TopicConfig.RETENTION_MS_CONFIG, "604800000");

  private static final int ANSWERS_WITHIN_MS = 10_000;

  /** How soon a killed process's part of the lanes goes to the others; Kafka's least is 6 s. */
  private static final int SILENT_MS = 6_000;

  private final KafkaSettings settings;

  KafkaBroker(KafkaSettings settings) {
    this.settings = settings;
  }

  /** The topics are made before anybody listens to them, or it would take minutes until they are seen. */
  @Bean
  KafkaComponent kafka() {
    makeTopics();
    KafkaConfiguration configuration = new KafkaConfiguration();
    configuration.setBrokers(settings.brokers());
    configuration.setGroupId(settings.topics());
    configuration.setAutoOffsetReset("earliest");
    configuration.setSessionTimeoutMs(SILENT_MS);
    configuration.setHeartbeatIntervalMs(SILENT_MS / 3);
    configuration.setLingerMs(0);
    configuration.setMaxBlockMs(ANSWERS_WITHIN_MS);
    configuration.setRequestTimeoutMs(ANSWERS_WITHIN_MS / 2);
    configuration.setDeliveryTimeoutMs(ANSWERS_WITHIN_MS);
    configuration.setAdditionalProperties(new HashMap<>(settings.properties()));
    KafkaComponent component = new KafkaComponent();
    component.setConfiguration(configuration);
    return component;
  }

  private void makeTopics() {
    try (Admin admin = admin()) {
      for (KafkaFuture<Void> made : admin.createTopics(topics()).values().values()) {
        orIsThere(made);
      }
    } catch (ExecutionException e) {
      throw new StartRefused(
          "Kafka at %s cannot be used: %s".formatted(settings.brokers(), e.getCause() == null ? e : e.getCause().getMessage()),
          "Start it, or correct HUB_KAFKA_BROKERS. Without the profile kafka the hub needs none.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the topics were made", e);
    }
  }

  private static void orIsThere(KafkaFuture<Void> made) throws ExecutionException, InterruptedException {
    try {
      made.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<NewTopic> topics() {
    return settings.topicNames().stream()
        .map(name -> new NewTopic(name, Optional.of(settings.partitions()), Optional.empty()).configs(KEPT))
        .toList();
  }

  private Admin admin() {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS / 2);
    return Admin.create(properties);
  }

  @Bean
  @Order(2)
  Check kafkaCheck() {
    return new KafkaCheck(settings, this::admin);
  }
}
