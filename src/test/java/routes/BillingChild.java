package routes;

import com.stripe.model.Event;
import com.stripe.model.EventCollection;
import com.stripe.model.StripeObject;
import hub.Mode;
import hub.billing.Stripe;
import hub.billing.StripeConnection;
import hub.billing.WebhookEvent;
import hub.ledger.Books;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that charges, tells Stripe, and does what webhooks ask for. Each line it is told is a
 * round: the time, how many charges, and at which step of which part it is to stand still until it
 * is killed; 0 for never. Steps are what comes before and after each statement, commit and call of
 * Stripe.
 */
final class BillingChild {
  static final String READY = "ready";
  static final String DONE = "done";
  static final String REACHED = "reached ";

  /** What a round does first, and then: the steps of one of them are counted. */
  static final String CHARGING = "charging";

  static final String BILLING = "billing";

  private static final AtomicLong LEFT = new AtomicLong();

  private final BillingBeans billing;
  private final UUID workspace;
  private final UUID budget;

  private BillingChild(BillingBeans billing, UUID workspace, UUID budget) {
    this.billing = billing;
    this.workspace = workspace;
    this.budget = budget;
  }

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("sluice");
    BillingBeans billing =
        new BillingBeans(
            new Books(new StepDataSource(database, BillingChild::step), Path.of(arguments[1])),
            arguments[2],
            arguments[3],
            StripeSteps::new);
    BillingChild child =
        new BillingChild(billing, UUID.fromString(arguments[4]), UUID.fromString(arguments[5]));
    tell(READY);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      child.round(line.split(" "));
      tell(DONE);
    }
  }

  private void round(String[] told) throws IOException {
    Instant now = Instant.parse(told[0]);
    billing.clock.advance(Duration.between(billing.clock.instant(), now));
    long step = Long.parseLong(told[3]);
    LEFT.set(told[2].equals(CHARGING) ? step : 0);
    for (int i = 0; i < Integer.parseInt(told[1]); i++) {
      billing.charge(workspace, budget);
    }
    LEFT.set(told[2].equals(BILLING) ? step : 0);
    billing.books.chainer.chain(workspace);
    billing.tick();
    hear(new Random(now.getEpochSecond()));
    billing.webhooks.due().forEach(billing.webhooks::process);
    billing.books.signDue();
  }

  /** Stripe's webhooks that were not taken yet, each twice and in any order. */
  private void hear(Random dice) {
    List<Event> events =
        new ArrayList<>(
            billing
                .stripe
                .ask(
                    billing.to(),
                    EventCollection.class,
                    "events",
                    "list",
                    null,
                    Map.of("limit", 100),
                    null)
                .getData());
    List<String> taken =
        billing.books.jdbc.sql("select id from webhook_event").query(String.class).list();
    events.removeIf(event -> taken.contains(event.getId()));
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, dice);
    for (Event event : events) {
      billing.store(
          new WebhookEvent(
              Mode.SANDBOX,
              event.getId(),
              event.getType(),
              event.toJson(),
              "stored",
              0,
              null,
              billing.clock.instant()));
    }
  }

  /** Stands still at the step at which it is to die; the killing is the other process's. */
  private static void step() {
    if (LEFT.get() > 0 && LEFT.decrementAndGet() == 0) {
      tell(REACHED + where());
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What of the billing was at it. */
  private static String where() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().matches("hub\\.[a-z]+\\.[A-Za-z]+"))
                    .findFirst()
                    .map(
                        frame ->
                            frame.getClassName().replaceAll(".*\\.", "")
                                + "."
                                + frame.getMethodName())
                    .orElse("StripeGate.ask"));
  }

  private static synchronized void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Steps before and after each call of Stripe. */
  private record StripeSteps(Stripe real) implements Stripe {
    @Override
    public <T extends StripeObject> T ask(
        StripeConnection to,
        Class<T> answer,
        String operation,
        String method,
        @Nullable String id,
        Map<String, Object> parameters,
        @Nullable String once) {
      step();
      T answered = real.ask(to, answer, operation, method, id, parameters, once);
      step();
      return answered;
    }
  }
}
