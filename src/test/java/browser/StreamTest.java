package browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.FullStorm;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.analysis.view.LogLine.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class StreamTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  /** Of 500 readers each: 10,000 by {@code -Dstorm=full}. */
  private static final int ROUNDS = FullStorm.isAsked() ? 20 : 5;

  private final RunningPages pages =
      new RunningPages(
          "--hub.web.streams.comment=100ms",
          "--hub.web.streams.poll=50ms",
          "--hub.web.streams.pause=5ms",
          "--hub.web.streams.per-user=20000",
          "--server.tomcat.accept-count=1000");

  @AfterEach
  void stop() {
    pages.close();
  }

  @Test
  @DisplayName("S3 A connect starts with a snapshot after the position in the address")
  void startsWithASnapshot() throws Exception {
    try (var reader = new StreamReader(pages.port(), Samples.LIVE, 180).reading()) {
      await().atMost(SOON).until(() -> reader.position() == 187);

      String lines =
          reader.received.stream()
              .filter(line -> line.contains("\"after\":180"))
              .findFirst()
              .orElseThrow();
      assertThat(lines)
          .contains("data-position=\\\"181\\\"")
          .doesNotContain("data-position=\\\"180\\\"");
      await()
          .atMost(SOON)
          .until(() -> reader.received.stream().anyMatch(line -> line.contains("\"version\":187")));
    }
  }

  @Test
  @DisplayName("S1 A reader that stops reading delays nobody else")
  void isNotSlowedByASlowReader() throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    try (var stuck = new StreamReader(pages.port(), Samples.LIVE, 0)) {
      for (int n = 0; n < 10; n++) {
        readers.add(new StreamReader(pages.port(), Samples.LIVE, 187).reading());
      }
      await().atMost(SOON).until(() -> pages.streams().count() == 11);

      for (int round = 1; round <= 30; round++) {
        long expected = 187 + 40L * round;
        pages.fixture().addLines(Samples.LIVE, 40);
        pages.streams().changed(Samples.LIVE);
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> readers.stream().allMatch(r -> r.position() == expected));
      }
      assertThat(stuck.received).isEmpty();
      assertThat(pages.fixture().reading).as("S4: a blocked stream holds no read open").hasValue(0);
    } finally {
      for (StreamReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  @DisplayName("S2 Readers that left without a word leave nothing behind")
  void forgetsAbandonedReaders() throws Exception {
    abandon(500);
    long before = usedHeap();

    for (int round = 1; round < ROUNDS; round++) {
      abandon(500);
    }

    assertThat(usedHeap() - before).isLessThan(8L << 20);
  }

  private void abandon(int many) throws Exception {
    List<StreamReader> readers = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      readers.add(new StreamReader(pages.port(), Samples.LIVE, 187));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> pages.streams().count() == many);
    for (StreamReader reader : readers) {
      reader.abandon();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> pages.streams().count() == 0);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  @DisplayName("S6 A stop ends all streams within five seconds")
  void endsAtAStop() throws Exception {
    try (var reader = new StreamReader(pages.port(), Samples.LIVE, 187).reading();
        var stuck = new StreamReader(pages.port(), Samples.LIVE, 0)) {
      await().atMost(SOON).until(() -> pages.streams().count() == 2);

      long start = System.nanoTime();
      pages.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      await().atMost(SOON).until(reader::ended);
      assertThat(stuck.received).isEmpty();
    }
  }

  @Test
  void endsWithTheAnalysisAndAllItsLines() throws Exception {
    try (var reader = new StreamReader(pages.port(), Samples.LIVE, 100).reading()) {
      await().atMost(SOON).until(() -> reader.position() == 187);

      pages.fixture().addLines(Samples.LIVE, 450);
      pages.fixture().end(Samples.LIVE);
      pages.streams().changed(Samples.LIVE);

      await().atMost(SOON).until(reader::ended);
      assertThat(reader.position()).isEqualTo(637);
      assertThat(reader.received)
          .anyMatch(line -> line.contains("\"ended\":true"))
          .contains("event: end");
    }
  }

  @Test
  void saysNothingOfAnAnalysisElsewhere() throws Exception {
    try (var reader = new StreamReader(pages.port(), UUID.randomUUID(), 0).reading()) {
      await().atMost(SOON).until(reader::ended);

      assertThat(reader.received)
          .contains("event: gone")
          .noneMatch(line -> line.equals("event: figures"));
    }
  }

  @Test
  @DisplayName("S10 Texts with markup, expressions and line breaks stay texts in a stream")
  void keepsHostileTextAText() throws Exception {
    String hostile =
        "<img src=x onerror=alert(1)>\r\n\r\n"
            + "event: gone\n"
            + "data: {}\n\n"
            + "__${7*7}__ [[${7*7}]] <b hx-get=/evil>";
    LiveView seen = Samples.live();
    pages
        .fixture()
        .add(
            Samples.LIVE,
            seen,
            List.of(
                new LogLine(
                    1,
                    seen.startedAt(),
                    List.of(Piece.plain(hostile), Piece.opportunity(Samples.id(1), hostile)),
                    null)));

    try (var reader = new StreamReader(pages.port(), Samples.LIVE, 0).reading()) {
      await().atMost(SOON).until(() -> reader.position() == 1);

      assertThat(reader.received).doesNotContain("event: gone", "data: {}");
      assertThat(String.join("\n", reader.received))
          .doesNotContain("<img", "<b hx", "49")
          .contains("&lt;img src=x");
    }
  }
}
