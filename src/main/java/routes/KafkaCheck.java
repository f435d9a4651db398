package routes;

import hub.jobs.KafkaSettings;
import hub.web.Check;
import hub.web.Finding;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Whether Kafka answers, and has a topic for each lane. */
final class KafkaCheck implements Check {
  private final KafkaSettings settings;
  private final Supplier<Admin> admin;

  KafkaCheck(KafkaSettings settings, Supplier<Admin> admin) {
    this.settings = settings;
    this.admin = admin;
  }

  @Override
  public String subject() {
    return "Kafka";
  }

  @Override
  public Finding look() throws InterruptedException {
    try (Admin asking = admin.get()) {
      int brokers = asking.describeCluster().nodes().get().size();
      Set<String> topics = asking.listTopics().names().get();
      List<String> missing = settings.topicNames().stream().filter(name -> !topics.contains(name)).toList();
      return missing.isEmpty()
          ? Finding.ok("%d broker%s at %s, a topic for each lane.".formatted(brokers, brokers == 1 ? "" : "s", settings.brokers()))
          : Finding.broken("It has no topic %s.".formatted(String.join(", ", missing)), "Start a hub again, which makes it.", null);
    } catch (ExecutionException e) {
      return Finding.broken("Kafka at %s does not answer.".formatted(settings.brokers()),
          "Jobs wait until it does. Hubs without the profile kafka need none.", null);
    }
  }
}
