package hub.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.sources.SourceTrouble.SourceBusy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static TestDatabase database;
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    database.asOwner().sql("truncate reddit_allowance").update();
  }

  @Test
  void letsABurstGoAtOnceThenSpreadsCallersThenParksThem() {
    Turns turns = turns("one");

    List<Long> waits =
        IntStream.range(0, 13).mapToObj(i -> turns.take(request(false)).waitMillis()).toList();

    assertThat(waits.subList(0, 10)).containsOnly(0L);
    assertThat(waits.subList(10, 13)).containsExactly(600L, 1200L, 1800L);
    assertThatThrownBy(() -> turns.take(request(false)))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy ->
                assertThat(busy.retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    assertThat(turns.take(request(true)).waitMillis())
        .as("a journey under way waits longer")
        .isEqualTo(2400);
  }

  @Test
  void givesAHundredTurnsAMinuteToAllProcessesTogether() {
    List<Turns> processes = List.of(turns("one"), turns("one"));
    int taken = 0;

    for (int second = 0; second < 600; second++) {
      for (Turns process : processes) {
        taken += takeAll(process);
      }
      now = now.plusSeconds(1);
    }

    assertThat(taken).isBetween(980, 1_015);
  }

  @Test
  void usesTheAllowancesOfAllApps() {
    Turns turns = turns("one", "two");

    List<RedditCall> calls =
        IntStream.range(0, 20).mapToObj(i -> turns.take(request(false))).toList();

    assertThat(calls).allMatch(call -> call.waitMillis() == 0);
    assertThat(calls.stream().filter(call -> call.app().clientId().equals("one"))).hasSize(10);
  }

  @Test
  void staysAwayForAsLongAsRedditsOwnCountSays() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(false));

    turns.correct(
        call,
        answer(
            Map.of(
                "X-Ratelimit-Remaining",
                "0.0",
                "x-ratelimit-reset",
                "377",
                "x-ratelimit-used",
                "934")));

    assertThatThrownBy(() -> turns.take(request(true)))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(377)));
    now = now.plusSeconds(378);
    assertThat(turns.take(request(false)).waitMillis()).isZero();
  }

  @Test
  void takesNoMoreThanRedditSaysIsLeft() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(false));

    turns.correct(call, answer(Map.of("x-ratelimit-remaining", "2.0", "x-ratelimit-reset", "60")));

    assertThat(IntStream.range(0, 3).mapToObj(i -> turns.take(request(false)).waitMillis()))
        .containsExactly(0L, 0L, 600L);
  }

  @Test
  void ignoresCountsThatAreNone() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(false));

    for (String nonsense : List.of("", "NaN", "-1", "Infinity", "many")) {
      turns.correct(
          call, answer(Map.of("x-ratelimit-remaining", nonsense, "x-ratelimit-reset", nonsense)));
    }
    turns.correct(
        call, answer(Map.of("x-ratelimit-remaining", "9322.0", "x-ratelimit-reset", "51")));

    assertThat(turns.take(request(false)).waitMillis()).isZero();
  }

  private static int takeAll(Turns turns) {
    int taken = 0;
    while (true) {
      try {
        turns.take(request(false));
        taken++;
      } catch (SourceBusy busy) {
        return taken;
      }
    }
  }

  private Turns turns(String... apps) {
    InstantSource settable = () -> now;
    return new TestReddit(
            database,
            settable.withZone(ZoneOffset.UTC),
            TestReddit.settings(URI.create("http://127.0.0.1:1"), 100, apps))
        .turns;
  }

  private static RedditRequest request(boolean underWay) {
    return RedditRequest.get(Mode.LIVE, "/r/kakapo/new", Map.of(), "kakapo", underWay);
  }

  private static RedditAnswer answer(Map<String, String> headers) {
    return new RedditAnswer(200, headers, new byte[0]);
  }
}
