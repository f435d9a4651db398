package bench;

import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.reddit.Haste;
import hub.reddit.RedditAnswer;
import hub.reddit.RedditCall;
import hub.sandbox.SandboxServer;
import hub.sources.SourceTrouble.SourceBusy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Callers who always have more to ask, one event after another by a clock that each event moves.
 * The requests go over the wire, the waits do not pass.
 */
final class RedditCrowd {
  private static final int CALLERS = 16;
  private static final int A_JOURNEY = 12;

  private record Event(Instant at, long number, Runnable act) {}

  /** What has come of it so far. */
  record Told(int answered, int refused, int strangers, Duration longestSilence) {}

  private final SettableClock clock;
  private final List<RedditDesk> desks = new ArrayList<>();
  private final RedditDesk stranger;
  private final SplittableRandom dice = new SplittableRandom(7);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private long number;
  private int answered;
  private int refused;
  private int strangers;
  private Instant lastSent;
  private Duration longestSilence = Duration.ZERO;

  RedditCrowd(TestDatabase database, SandboxServer sandbox, SettableClock clock, int perMinute) {
    this.clock = clock;
    this.lastSent = clock.instant();
    this.desks.add(new RedditDesk(database, sandbox, clock, perMinute));
    this.desks.add(new RedditDesk(database, sandbox, clock, perMinute));
    this.stranger = new RedditDesk(database, sandbox, clock, 0);
    for (int caller = 0; caller < CALLERS; caller++) {
      RedditDesk desk = desks.get(caller % desks.size());
      at(clock.instant(), () -> ask(desk, 0));
    }
  }

  /** Lets somebody else use the apps too. */
  void withStrangers(int perMinute) {
    Duration pause = Duration.ofMinutes(1).dividedBy(perMinute);
    at(clock.instant(), () -> strange(pause));
  }

  Told told() {
    return new Told(answered, refused, strangers, longestSilence);
  }

  void runFor(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!events.isEmpty() && events.peek().at().isBefore(end)) {
      Event next = events.remove();
      moveTo(next.at());
      next.act().run();
    }
    moveTo(end);
  }

  private void moveTo(Instant at) {
    clock.advance(Duration.between(clock.instant(), at));
  }

  private void at(Instant at, Runnable act) {
    events.add(new Event(at, number++, act));
  }

  private void ask(RedditDesk desk, int asked) {
    try {
      RedditCall call = desk.take(asked == 0 ? Haste.SOON : Haste.UNDER_WAY);
      Instant arrives = clock.instant().plusMillis(call.waitMillis()).plus(way());
      at(arrives, () -> arrive(desk, call, asked));
    } catch (SourceBusy busy) {
      at(clock.instant().plus(busy.retryAfter()), () -> ask(desk, 0));
    }
  }

  private void arrive(RedditDesk desk, RedditCall call, int asked) {
    RedditAnswer answer = desk.send(call);
    Duration silence = Duration.between(lastSent, clock.instant());
    longestSilence = silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
    lastSent = clock.instant();
    at(clock.instant().plus(way()), () -> read(desk, call, answer, asked));
  }

  private void read(RedditDesk desk, RedditCall call, RedditAnswer answer, int asked) {
    answered += answer.status() == 200 ? 1 : 0;
    refused += answer.status() == 429 ? 1 : 0;
    try {
      desk.read(call, answer);
      at(clock.instant(), () -> ask(desk, (asked + 1) % A_JOURNEY));
    } catch (SourceBusy busy) {
      at(clock.instant().plus(busy.retryAfter()), () -> ask(desk, 0));
    }
  }

  private void strange(Duration pause) {
    strangers += stranger.send(stranger.take(Haste.SOON)).status() == 200 ? 1 : 0;
    at(clock.instant().plus(pause), () -> strange(pause));
  }

  private Duration way() {
    return Duration.ofMillis(50 + dice.nextInt(400));
  }
}
