package hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** Looks at what many streams watch. */
class WatchedTest {
  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final UUID ID = new UUID(0, 2);

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final Watched watched = new Watched(ID, nanos::get);
  private boolean behind;
  private Map<String, String> parts = Map.of();
  private final StreamSource source =
      new StreamSource() {
        @Override
        public Map<UUID, Long> heads(Set<UUID> ids) {
          return Map.of();
        }

        @Override
        public Optional<Snapshot> read(UUID workspaceId, UUID id, long after) {
          int look = looks.incrementAndGet();
          return workspaceId.equals(WORKSPACE)
              ? Optional.of(snapshot(look, after))
              : Optional.empty();
        }
      };

  private StreamSource.Snapshot snapshot(long version, long after) {
    return new StreamSource.Snapshot(
        version, parts, "", after, after, List.of(), false, behind, false);
  }

  @Test
  @DisplayName("Fifty streams that saw the same share one look, and another after a change")
  void sharesALook() throws Exception {
    assertThat(versions(50)).as("what fifty saw at once").containsOnly(1L);

    watched.changed();

    assertThat(versions(50)).as("what they saw after a change").containsOnly(2L);
  }

  private List<Long> versions(int streams) throws Exception {
    var start = new CountDownLatch(1);
    Callable<Long> look =
        () -> {
          start.await();
          return watched.read(source, WORKSPACE, 0).orElseThrow().version();
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all =
          IntStream.range(0, streams).mapToObj(number -> threads.submit(look)).toList();
      start.countDown();
      for (Future<Long> one : all) {
        one.get();
      }
      return all.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  @DisplayName("A look that was behind serves its moment, and is made again without a change")
  void looksAgainWhereItWasBehind() throws Exception {
    behind = true;

    assertThat(versions(50)).as("what fifty saw at once").containsOnly(1L);

    nanos.addAndGet(Duration.ofMillis(100).toNanos());

    assertThat(versions(50)).as("what they saw a moment later").containsOnly(2L);
  }

  @Test
  void sharesNothingBetweenPositionsOrWorkspaces() {
    watched.read(source, WORKSPACE, 0);

    assertThat(watched.read(source, WORKSPACE, 7).orElseThrow().after()).isEqualTo(7);
    assertThat(watched.read(source, new UUID(0, 9), 7)).as("another workspace's look").isEmpty();
  }

  private OpenStream stream(Duration pause) {
    return stream(pause, new MockHttpServletResponse(), source::read, () -> true);
  }

  private static OpenStream stream(
      Duration pause,
      MockHttpServletResponse response,
      OpenStream.Look look,
      BooleanSupplier mayStill) {
    return new OpenStream(
        new StreamReader(WORKSPACE, ID, null, mayStill),
        Map.of(ID, 0L),
        look,
        new PageFormat(new tools.jackson.databind.json.JsonMapper()),
        new StreamSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), pause, 20),
        response);
  }

  @Test
  @DisplayName("A stream whose figures were behind looks again although nothing wakes it")
  void catchesUp() throws Exception {
    behind = true;
    OpenStream stream = stream(Duration.ofMillis(5));
    Thread thread = Thread.ofVirtual().start(stream);

    await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() >= 3);

    stream.end();
    thread.join();
  }

  @Test
  @DisplayName("When nothing changes any more, a stream looks once more and shows what settled")
  void looksOnceMoreAndSendsWhatSettled() throws Exception {
    var response = new MockHttpServletResponse();
    OpenStream stream =
        stream(
            Duration.ofMillis(5),
            response,
            (workspaceId, id, after) -> {
              parts = Map.of("state", "look " + looks.incrementAndGet());
              return Optional.of(snapshot(7, after));
            },
            () -> true);
    Thread thread = Thread.ofVirtual().start(stream);

    await().atMost(Duration.ofSeconds(10)).until(() -> looks.get() == 2);
    stream.end();
    thread.join();

    assertThat(response.getContentAsString())
        .as("the same version with other parts")
        .contains("look 1", "look 2");
  }

  @Test
  @DisplayName("A stream that is ended while it asks whether its reader may still read, ends")
  void losesNoEnd() throws Exception {
    var asks = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    OpenStream stream =
        stream(
            Duration.ofMillis(5),
            new MockHttpServletResponse(),
            source::read,
            () -> {
              asks.countDown();
              return awaited(answer);
            });
    Thread thread = Thread.ofVirtual().start(stream);
    asks.await();
    stream.end();
    answer.countDown();
    thread.join();

    assertThat(looks).as("looks of a stream that was ended before its first").hasValue(0);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("However often a stream is woken, it looks at most once a pause")
  void looksOnceAPause() throws Exception {
    Duration pause = Duration.ofMillis(50);
    OpenStream stream = stream(pause);
    long begun = System.nanoTime();
    Thread thread = Thread.ofVirtual().start(stream);
    while (looks.get() < 6) {
      stream.wake();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    stream.end();
    thread.join();

    // The first look comes at once, and the next with the moment at which all look.
    assertThat(took).isGreaterThanOrEqualTo(pause.multipliedBy(4));
  }
}
