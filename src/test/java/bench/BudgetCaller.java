package bench;

import com.zaxxer.hikari.HikariDataSource;
import hub.Mode;
import hub.TestDatabase;
import hub.llm.Answer;
import hub.llm.ModelUnavailable;
import hub.llm.Prompt;
import hub.llm.Question;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import routes.PaidModel;

/**
 * A hub process that does nothing but paid calls on one budget, 64 at a time, until no further call
 * fits or enough were made. Says {@code calling} when it starts and {@code done} with the number.
 */
final class BudgetCaller {
  private static final int THREADS = 64;
  private static final int CONNECTIONS = 20;
  private static final List<Prompt> PROMPTS =
      IntStream.of(2, 10, 30, 60, 100).mapToObj(BudgetCaller::prompt).toList();

  private final PaidModel model;
  private final UUID budget;
  private final long seed;
  private final AtomicInteger left;
  private final AtomicInteger made = new AtomicInteger();

  private BudgetCaller(PaidModel model, UUID budget, long seed, int most) {
    this.model = model;
    this.budget = budget;
    this.seed = seed;
    this.left = new AtomicInteger(most);
  }

  /**
   * Arguments: database, model's address, key, budget, seed, hours that the clock is ahead, most
   * calls.
   */
  public static void main(String[] arguments) throws InterruptedException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(Long.parseLong(arguments[5])));
    HikariDataSource pool = BenchDatabase.runtime(arguments[0], CONNECTIONS);
    PaidModel model = new PaidModel(pool, clock, arguments[1], arguments[2]);
    BudgetCaller caller =
        new BudgetCaller(
            model,
            UUID.fromString(arguments[3]),
            Long.parseLong(arguments[4]),
            Integer.parseInt(arguments[6]));
    System.out.println("calling");
    caller.callUntilNothingFits();
    System.out.println("done " + caller.made.get());
    System.exit(0);
  }

  private void callUntilNothingFits() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom dice = new SplittableRandom(seed * 1_000 + i);
        threads.submit(() -> callInTurn(dice));
      }
    }
  }

  private void callInTurn(SplittableRandom dice) {
    try {
      int refused = 0;
      while (refused < 3 && left.getAndDecrement() > 0) {
        refused = call(dice) ? 0 : refused + 1;
      }
    } catch (RuntimeException | InterruptedException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /** Whether the call fitted; waits while others may give back what it needs. */
  private boolean call(SplittableRandom dice) throws InterruptedException {
    Question question = question(dice);
    while (true) {
      try {
        if (!(model.ask(question) instanceof Answer.DoesNotFit full)) {
          made.incrementAndGet();
          return true;
        }
        if (full.heldByOthers().signum() == 0) {
          return false;
        }
        Thread.sleep(5);
      } catch (ModelUnavailable cut) {
        if (cut.why() == ModelUnavailable.Why.CONNECTION_CUT) {
          made.incrementAndGet();
          return true;
        }
        // The breaker is open or the vendor asks to wait: the same question goes on later.
        Thread.sleep(Math.min(cut.retryAfter().toMillis(), 200));
      }
    }
  }

  private Question question(SplittableRandom dice) {
    Prompt prompt = PROMPTS.get(dice.nextInt(PROMPTS.size()));
    String data =
        "{\"id\":\"%s\",\"text\":\"%s\"}"
            .formatted(
                new UUID(dice.nextLong(), dice.nextLong()), "word ".repeat(dice.nextInt(5, 80)));
    int cap = 50 + dice.nextInt(400);
    return new Question(
        TestDatabase.WORKSPACE,
        budget,
        UUID.randomUUID(),
        Mode.SANDBOX,
        "bench",
        prompt,
        data,
        1,
        cap,
        false);
  }

  /**
   * The sandbox's model answers what it is not made for with the first value allowed, so this is
   * the answer's length.
   */
  private static Prompt prompt(int words) {
    String value =
        IntStream.range(0, words).mapToObj(i -> "word" + i % 7).collect(Collectors.joining(" "));
    String schema =
        """
        {"type":"object","properties":{"said":{"type":"string","enum":["%s","nothing"]}},
         "required":["said"],"additionalProperties":false}\
        """
            .formatted(value);
    String text =
        "Say what fits. "
            + (words == 100 ? "Think of every single word before you say it. ".repeat(110) : "");
    return new Prompt("bench-" + words, "v1", "bench" + words, text, PaidModel.json(schema));
  }
}
