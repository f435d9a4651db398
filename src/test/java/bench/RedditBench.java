package bench;

import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.reddit.RedditApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of Reddit's allowance is used while work waits, and whether Reddit ever has to say no:
 * two apps before a sandbox that enforces their limits. Ten minutes and ten more by a clock that is
 * moved, begun in the middle of Reddit's own ten; the same while another program uses one of the
 * apps too; and a minute by the real clock with two processes' worth of callers.
 */
final class RedditBench {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration REAL = Duration.ofSeconds(90);
  private static final Instant AWKWARD = Instant.parse("2026-11-23T12:03:57Z");
  private static final int PER_MINUTE = 100;
  private static final int STRANGERS_PER_MINUTE = 30;

  private final Figures figures = new Figures("reddit");

  private RedditBench() {}

  public static void main(String[] arguments) throws Exception {
    RedditBench bench = new RedditBench();
    bench.run();
    bench.figures.end();
  }

  private void run() throws Exception {
    figures.condition(
        "two apps of 100 requests a minute, counted by the sandbox over its own ten minutes; 16"
            + " callers, answers in 0.1 to 0.9 s");
    virtual();
    shared();
    real();
  }

  private void virtual() throws Exception {
    figures.condition(
        "virtual clock: two processes on one database; Reddit's ten minutes end 6 min 3 s after the"
            + " start; allowed is 100 a minute and app");
    try (Setting setting = new Setting()) {
      RedditCrowd crowd = setting.crowd();
      crowd.runFor(TEN_MINUTES);
      RedditCrowd.Told first = crowd.told();
      crowd.runFor(TEN_MINUTES);
      RedditCrowd.Told both = crowd.told();
      double used = 100.0 * first.answered() / allowed(TEN_MINUTES);
      int refused = both.refused();
      figures.figure("answers_429", refused, "answers", refused == 0);
      figures.figure("allowance_used_percent", used, "%", used >= 98);
      double later = 100.0 * (both.answered() - first.answered()) / allowed(TEN_MINUTES);
      figures.figure("allowance_used_next_10_min_percent", later, "%", later >= 98);
      figures.figure("longest_silence_s", both.longestSilence().toMillis() / 1000.0, "s");
    }
  }

  private void shared() throws Exception {
    figures.condition(
        "the same, while another program asks %d a minute of the first app, which we learn from Reddit's answers alone"
            .formatted(STRANGERS_PER_MINUTE));
    try (Setting setting = new Setting()) {
      RedditCrowd crowd = setting.crowd();
      crowd.withStrangers(STRANGERS_PER_MINUTE);
      crowd.runFor(TEN_MINUTES.multipliedBy(2));
      RedditCrowd.Told told = crowd.told();
      figures.figure("shared_answers_429", told.refused(), "answers");
      figures.figure(
          "shared_allowance_used_percent",
          100.0 * (told.answered() + told.strangers()) / allowed(TEN_MINUTES.multipliedBy(2)),
          "%");
    }
  }

  private void real() throws Exception {
    figures.condition("real clock: two processes' worth of callers for " + REAL.toSeconds() + " s");
    try (TestDatabase database = TestDatabase.fresh();
        SandboxServer sandbox = sandbox(Clock.systemUTC())) {
      RealRedditCrowd.Told told = new RealRedditCrowd(database, sandbox, PER_MINUTE).run(REAL);
      double used = 100.0 * told.answered() / allowed(REAL);
      figures.figure("real_answers_429", told.refused(), "answers", told.refused() == 0);
      figures.figure("real_allowance_used_percent", used, "%", used >= 98);
      figures.figure("real_take_p99_ms", told.takeP99Ms(), "ms");
    }
  }

  private static int allowed(Duration time) {
    return (int) (2 * PER_MINUTE * time.toSeconds() / 60);
  }

  private static SandboxServer sandbox(Clock clock) {
    SandboxOptions options = SandboxOptions.standard(1).with(new SandboxOptions.Size(20, 20));
    return SandboxServer.start(
        options, List.of(new RedditApi(options, Catalogue.standard(), clock)));
  }

  /** A fresh database and a sandbox, both by a clock that stands until it is moved. */
  private static final class Setting implements AutoCloseable {
    private final SettableClock clock = new SettableClock();
    private final TestDatabase database = TestDatabase.fresh();
    private final SandboxServer sandbox;

    Setting() {
      clock.advance(Duration.between(clock.instant(), AWKWARD));
      this.sandbox = sandbox(clock);
    }

    RedditCrowd crowd() {
      return new RedditCrowd(database, sandbox, clock, PER_MINUTE);
    }

    @Override
    public void close() {
      sandbox.close();
      database.close();
    }
  }
}
