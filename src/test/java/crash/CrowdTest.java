package crash;

import static org.assertj.core.api.Assertions.assertThat;

import bench.BenchSandbox;
import hub.FullStorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several hubs on one database, with and without Kafka, of which one is killed with SIGKILL every
 * few seconds while the database cuts all connections, or dies and recovers.
 */
class CrowdTest {
  private static final int SEED = 11;
  private static final Duration LONG = Duration.ofMinutes(20);

  @TempDir private static Path folder;
  private static BenchSandbox sandbox;

  @BeforeAll
  static void open() throws IOException {
    sandbox =
        new BenchSandbox(folder, SEED, List.of("--posts=24", "--comments=60", "--rate-limit=off"));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  private static Crowd withKafka(TestBroker broker) throws IOException {
    return new Crowd(
        sandbox,
        "--spring.profiles.active=kafka",
        "--hub.kafka.brokers=" + broker.address(),
        "--hub.kafka.partitions=4",
        "--hub.kafka.send-again=2s");
  }

  private static TestBroker broker(String name) throws IOException {
    return new TestBroker(Files.createDirectory(folder.resolve(name)));
  }

  @Test
  @DisplayName(
      "J5 J18 Two hubs, one killed, and all connections cut: every analysis ends, each event once")
  void finishesAllAfterAKill() throws Exception {
    try (Crowd crowd = new Crowd(sandbox)) {
      crowd.startHubs(Crowd.BOTH, Crowd.BOTH);
      crowd.startAnalyses(3);
      crowd.killYoungest();
      crowd.cutConnections();
      crowd.awaitEnd(LONG);
      crowd.assertWhole();
    }
  }

  @Test
  @DisplayName(
      "J5 J23 Two workers and one for pages on Kafka, one killed, and records doubled or"
          + " unreadable: every analysis ends, each event once, and what cannot be read is in the"
          + " dead letters")
  void finishesAllOverKafka() throws Exception {
    try (TestBroker broker = broker("small");
        Crowd crowd = withKafka(broker)) {
      crowd.startHubs("web", "workers", "workers");
      Lanes lanes = new Lanes(broker.address());
      lanes.send("sluice-interactive", "not a place");
      crowd.startAnalyses(3);
      crowd.killYoungest();
      lanes.doubleAll();
      crowd.awaitEnd(LONG);
      lanes.doubleAll();

      crowd.assertWhole();
      assertThat(lanes.values("sluice-dead")).containsOnly("not a place");
    }
  }

  @Test
  @DisplayName(
      "J5 J18 Three hubs, one killed every few seconds, the database once, 60 analyses: all end,"
          + " each event once")
  @FullStorm.Only
  void finishesSixtyAfterManyKills() throws Exception {
    try (Crowd crowd = new Crowd(sandbox)) {
      storm(crowd);
    }
  }

  @Test
  @DisplayName("J5 J18 J23 The same on Kafka")
  @FullStorm.Only
  void finishesSixtyOverKafka() throws Exception {
    try (TestBroker broker = broker("full");
        Crowd crowd = withKafka(broker)) {
      storm(crowd);
    }
  }

  private static void storm(Crowd crowd) throws Exception {
    crowd.startHubs(Crowd.BOTH, Crowd.BOTH, Crowd.BOTH);
    crowd.startAnalyses(60);
    crowd.killOften(6);
    crowd.crashDatabase();
    crowd.killOften(6);
    crowd.awaitEnd(LONG);
    crowd.assertWhole();
  }
}
