package hub.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
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
import org.junit.jupiter.api.DisplayName;
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
    database.asOwner().sql("truncate reddit_bucket, reddit_window").update();
  }

  @Test
  void letsABurstGoAtOnceThenSpreadsCallersThenParksThem() {
    Turns turns = turns("one");

    List<Long> waits =
        IntStream.range(0, 13).mapToObj(i -> turns.take(request(Haste.SOON)).waitMillis()).toList();

    assertThat(waits.subList(0, 10)).containsOnly(0L);
    assertThat(waits.subList(10, 13)).containsExactly(600L, 1200L, 1800L);
    assertThatThrownBy(() -> turns.take(request(Haste.SOON)))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy ->
                assertThat(busy.retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    assertThat(turns.take(request(Haste.UNDER_WAY)).waitMillis())
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
        IntStream.range(0, 20).mapToObj(i -> turns.take(request(Haste.SOON))).toList();

    assertThat(calls).allMatch(call -> call.waitMillis() == 0);
    assertThat(calls.stream().filter(call -> call.app().clientId().equals("one"))).hasSize(10);
  }

  @Test
  void staysAwayForAsLongAsRedditsOwnCountSays() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(Haste.SOON));

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

    assertThatThrownBy(() -> turns.take(request(Haste.UNDER_WAY)))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy ->
                assertThat(busy.retryAfter())
                    .isBetween(Duration.ofSeconds(377), Duration.ofSeconds(378)));
    now = now.plusSeconds(379);
    assertThat(turns.take(request(Haste.SOON)).waitMillis()).isZero();
  }

  @Test
  @DisplayName("R1 ten minutes that Reddit began before we did have their whole count")
  void takesRedditsCountWhenItHasBegunAnew() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(Haste.SOON));
    turns.correct(call, answer(Map.of("x-ratelimit-remaining", "12.0", "x-ratelimit-reset", "60")));
    // What we stay away of is a second longer than what Reddit says.
    now = now.plusMillis(60_400);
    RedditCall first = turns.take(request(Haste.SOON));

    turns.correct(
        first, answer(Map.of("x-ratelimit-remaining", "999.0", "x-ratelimit-reset", "600")));

    now = now.plusSeconds(10);
    assertThat(IntStream.range(0, 10).mapToObj(i -> turns.take(request(Haste.SOON))))
        .as("turns of the new ten minutes")
        .allMatch(turn -> turn.waitMillis() == 0);
  }

  @Test
  void leavesTheLastHundredthOfWhatRedditSaysIsLeft() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(Haste.SOON));

    turns.correct(call, answer(Map.of("x-ratelimit-remaining", "12.0", "x-ratelimit-reset", "60")));

    assertThat(turns.take(request(Haste.SOON)).waitMillis()).isZero();
    assertThat(turns.take(request(Haste.SOON)).waitMillis()).isZero();
    assertThatThrownBy(() -> turns.take(request(Haste.UNDER_WAY)))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(61)));
  }

  @Test
  void letsWatchedWorkGoBeforeWhatNobodyWaitsFor() {
    Turns turns = turns("one");
    IntStream.range(0, 11).forEach(i -> turns.take(request(Haste.SOON)));

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> turns.take(request(Haste.WHEN_FREE))).isInstanceOf(SourceBusy.class);
      turns.take(request(Haste.UNDER_WAY));
      now = now.plusMillis(600);
    }
    now = now.plusSeconds(10);

    assertThat(turns.take(request(Haste.WHEN_FREE)).waitMillis()).isZero();
  }

  @Test
  @DisplayName("R2 an app that Reddit refuses leaves its work to the others")
  void leavesTheWorkOfARefusedAppToTheOthers() {
    TestReddit reddit = reddit("one", "two");
    reddit.stops.stop(Mode.LIVE, Turns.source("one"), "Reddit refused the log-in of App one...");

    assertThat(
            IntStream.range(0, 4)
                .mapToObj(i -> reddit.turns.take(request(Haste.SOON)).app().clientId()))
        .containsOnly("two");
    reddit.stops.stop(Mode.LIVE, Turns.source("two"), "Reddit refused the log-in of App two...");
    assertThatThrownBy(() -> reddit.turns.take(request(Haste.SOON)))
        .isInstanceOf(SourceStopped.class);
  }

  @Test
  void ignoresCountsThatAreNone() {
    Turns turns = turns("one");
    RedditCall call = turns.take(request(Haste.SOON));

    for (String nonsense : List.of("", "NaN", "-1", "Infinity", "many")) {
      turns.correct(
          call, answer(Map.of("x-ratelimit-remaining", nonsense, "x-ratelimit-reset", nonsense)));
    }
    turns.correct(
        call, answer(Map.of("x-ratelimit-remaining", "9322.0", "x-ratelimit-reset", "51")));

    assertThat(turns.take(request(Haste.SOON)).waitMillis()).isZero();
  }

  private static int takeAll(Turns turns) {
    int taken = 0;
    while (true) {
      try {
        turns.take(request(Haste.SOON));
        taken++;
      } catch (SourceBusy busy) {
        return taken;
      }
    }
  }

  private Turns turns(String... apps) {
    return reddit(apps).turns;
  }

  private TestReddit reddit(String... apps) {
    InstantSource settable = () -> now;
    return new TestReddit(
        database,
        settable.withZone(ZoneOffset.UTC),
        TestReddit.settings(URI.create("http://127.0.0.1:1"), 100, apps));
  }

  private static RedditRequest request(Haste haste) {
    return RedditRequest.get(Mode.LIVE, "/r/kakapo/new", Map.of(), "kakapo", haste);
  }

  private static RedditAnswer answer(Map<String, String> headers) {
    return new RedditAnswer(200, headers, new byte[0]);
  }
}
