package hub.integration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.FullStorm;
import hub.TestDatabase;
import hub.integration.Flow;
import hub.integration.TestFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Many publications under traffic; 200 changes and 1,000 reloads with {@code -Dstorm=full}. */
@Isolated
class FlowStormTest {
  private static final boolean FULL = FullStorm.isAsked();
  private static final int CHANGES = FULL ? 200 : 30;
  private static final int RELOADS = FULL ? 1_000 : 40;
  private static final int ASKING = 3;
  private static TestDatabase database;
  private final TestFlows store = new TestFlows(database);
  private final FlowRig rig = new FlowRig(store).following();
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    rig.close();
    store.empty();
  }

  @Test
  @DisplayName(
      "H1 publications under traffic, one in ten broken: no message lost, doubled or refused")
  void losesNoMessageHoweverOftenAFlowIsPublished() throws Exception {
    Flow asked = rig.serving("words", FlowRig.answering("words", "w0"));
    Flow read = rig.serving("files", files("w0"));
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong answers = new AtomicLong();
    AtomicLong put = new AtomicLong();
    ConcurrentLinkedQueue<Object> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> asking = new ArrayList<>();
    for (int each = 0; each < ASKING; each++) {
      asking.add(Thread.ofPlatform().start(() -> ask(over, answers, wrong)));
    }
    asking.add(Thread.ofPlatform().start(() -> putFiles(over, put, wrong)));

    long slowest = 0;
    for (int change = 1; change <= CHANGES; change++) {
      boolean broken = change % 10 == 0;
      String word = "w" + change;
      long began = System.nanoTime();
      boolean passed =
          rig.publish(asked, broken ? FlowRig.broken("words") : FlowRig.answering("words", word));
      if (!broken) {
        assertThat(rig.ask("words")).isEqualTo(word + " " + word);
        slowest = Math.max(slowest, System.nanoTime() - began);
      }
      assertThat(passed).isEqualTo(!broken);
      rig.publish(read, files(word));
    }
    over.set(true);
    for (Thread each : asking) {
      each.join();
    }

    assertThat(wrong).isEmpty();
    assertThat(answers).hasPositiveValue();
    await().atMost(Duration.ofMinutes(1)).until(() -> count(folder.resolve("out")) >= put.get());
    assertThat(names(folder.resolve("out"))).as("each file once").hasSize((int) put.get());
    await().until(() -> rig.camel.getRoutesSize() == 4);
    assertThat(rig.camel.getRouteDefinitions()).hasSize(4);
    System.out.printf(
        "%d changes, %d answers, %d files, slowest publication %d ms%n",
        CHANGES, answers.get(), put.get(), slowest / 1_000_000);
  }

  private void ask(AtomicBoolean over, AtomicLong answers, ConcurrentLinkedQueue<Object> wrong) {
    while (!over.get()) {
      try {
        String answer = rig.ask("words");
        if (!answer.matches("(w\\d+) \\1")) {
          wrong.add(answer);
        }
        answers.incrementAndGet();
      } catch (RuntimeException e) {
        wrong.add(e);
      }
    }
  }

  private void putFiles(AtomicBoolean over, AtomicLong put, ConcurrentLinkedQueue<Object> wrong) {
    try {
      Path in = Files.createDirectories(folder.resolve("in"));
      Path made = Files.createDirectories(folder.resolve("made"));
      while (!over.get()) {
        Path file = Files.writeString(made.resolve("f" + put.get()), "x");
        Files.move(file, in.resolve(file.getFileName()));
        put.incrementAndGet();
        java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
      }
    } catch (java.io.IOException e) {
      wrong.add(e);
    }
  }

  private String files(String word) {
    return """
    - route:
        id: files-read
        from:
          uri: file:%1$s
          parameters:
            delay: "10"
            initialDelay: "0"
            delete: "true"
            maxMessagesPerPoll: "20"
          steps:
            - to:
                id: files-write
                uri: file:%2$s
                parameters:
                  fileName: "${file:name}.${random(1000000000)}.%3$s"
    """
        .formatted(folder.resolve("in"), folder.resolve("out"), word);
  }

  private static long count(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static Set<String> names(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
          .collect(Collectors.toSet());
    }
  }

  @Test
  @DisplayName("H9 after many reloads threads, heap and endpoints are what they were")
  void leaksNothingHoweverOftenAFlowIsPublished() {
    Flow flow = rig.serving("words", reload(0));
    reload(flow, 1, 20);
    int threads = Thread.activeCount();
    int endpoints = rig.camel.getEndpoints().size();
    long heap = heap();

    reload(flow, 21, RELOADS);

    await().until(() -> rig.camel.getRoutesSize() == 2);
    assertThat(rig.camel.getEndpoints())
        .extracting(Endpoint::getEndpointUri)
        .hasSize(endpoints)
        .contains("mock://r" + (RELOADS + 20));
    assertThat(rig.camel.getRouteDefinitions()).hasSize(2);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
    long grown = heap() - heap;
    assertThat(grown).as("bytes that stay").isLessThan(15_000_000);
    System.out.printf("%d reloads, heap %+d KB%n", RELOADS, grown / 1000);
  }

  /** Straight at the process; the store has its own test. */
  private void reload(Flow flow, int first, int times) {
    for (int each = first; each < first + times; each++) {
      assertThat(rig.publish(flow, reload(each))).isTrue();
      assertThat(rig.ask("words")).isEqualTo("r" + each + " r" + each);
    }
  }

  private static String reload(int number) {
    String word = "r" + number;
    return FlowRig.answering("words", word)
        .replaceFirst("steps:\n", "steps:\n        - to: {uri: 'mock:%s'}\n".formatted(word));
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
