package bench;

import hub.TestDatabase;
import hub.reddit.Haste;
import hub.reddit.RedditAnswer;
import hub.reddit.RedditCall;
import hub.sandbox.SandboxServer;
import hub.sources.SourceTrouble.SourceBusy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who always have more to ask, by the real clock, each a thread. */
final class RealRedditCrowd {
  private static final int CALLERS = 16;

  record Told(int answered, int refused, double takeP99Ms) {}

  private final List<RedditDesk> desks;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Long> takes = Collections.synchronizedList(new ArrayList<>());

  RealRedditCrowd(TestDatabase database, SandboxServer sandbox, int perMinute) {
    Clock clock = Clock.systemUTC();
    this.desks =
        List.of(
            new RedditDesk(database, sandbox, clock, perMinute),
            new RedditDesk(database, sandbox, clock, perMinute));
  }

  Told run(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < CALLERS; caller++) {
        RedditDesk desk = desks.get(caller % desks.size());
        callers.add(threads.submit(() -> askUntil(desk, end)));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
    List<Long> sorted = takes.stream().sorted().toList();
    return new Told(answered.get(), refused.get(), sorted.get((int) (sorted.size() * 0.99)) / 1e6);
  }

  private Void askUntil(RedditDesk desk, long end) throws InterruptedException {
    while (System.nanoTime() < end) {
      try {
        long begun = System.nanoTime();
        RedditCall call = desk.take(Haste.SOON);
        takes.add(System.nanoTime() - begun);
        Thread.sleep(call.waitMillis());
        if (System.nanoTime() < end) {
          RedditAnswer answer = desk.send(call);
          answered.addAndGet(answer.status() == 200 ? 1 : 0);
          refused.addAndGet(answer.status() == 429 ? 1 : 0);
          desk.read(call, answer);
        }
      } catch (SourceBusy busy) {
        Thread.sleep(Math.min(busy.retryAfter().toMillis(), 1_000));
      }
    }
    return null;
  }
}
