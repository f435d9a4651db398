package bench;

import hub.TestDatabase;
import hub.integration.Flow;
import hub.integration.TestFlows;
import hub.integration.run.FlowRig;
import hub.integration.trial.TrialBench;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/**
 * How soon a published version serves on another process, and what the counters at a flow's door
 * cost.
 */
final class RoutesBench {
  private static final int PUBLICATIONS = 20;
  private static final long LOOK_EVERY = 1_000_000_000L;
  private static final int TRIALS = 10;
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 100_000;
  private static final int EXCHANGES = 100_000;
  private static final double AN_EXCHANGE = 1_000_000;

  private final Figures figures = new Figures("routes");

  public static void main(String[] arguments) throws Exception {
    RoutesBench bench = new RoutesBench();
    try (TestDatabase database = TestDatabase.fresh()) {
      bench.publish(database);
      bench.count(database);
    }
    bench.start();
    bench.figures.end();
  }

  /** From the start of a process for flows to the end of its first message, traced. */
  private void start() throws IOException {
    figures.condition(
        "a dry run on a new installation, and then the best of "
            + TRIALS
            + ", from the cache that is made when the first one has ended");
    TrialBench trials = new TrialBench();
    trials.forgetCache();
    figures.figure("child_first_start_ms", trials.best(1), "ms");
    trials.awaitCache();
    long best = trials.best(TRIALS);
    figures.figure("child_start_ms", best, "ms", best < 600);
  }

  /** From the call that publishes to the first answer by that version on a process that polls. */
  private void publish(TestDatabase database) throws InterruptedException {
    figures.condition(
        PUBLICATIONS
            + " publications between two processes' worth of Camel in one JVM, on one PostgreSQL;"
            + " the other looks once a second; the slowest counts");
    TestFlows store = new TestFlows(database);
    double slowest = 0;
    try (FlowRig here = new FlowRig(store).following();
        FlowRig there = new FlowRig(store)) {
      Flow flow = here.serving("words", FlowRig.answering("words", "w0"));
      AtomicBoolean over = new AtomicBoolean();
      Thread looking = Thread.ofPlatform().start(() -> look(there, over));
      there.look();
      for (int each = 1; each <= PUBLICATIONS; each++) {
        String expected = "w%d w%d".formatted(each, each);
        long began = System.nanoTime();
        here.publish(flow, FlowRig.answering("words", "w" + each));
        while (!there.ask("words").equals(expected)) {
          LockSupport.parkNanos(1_000_000);
        }
        slowest = Math.max(slowest, (System.nanoTime() - began) / 1e9);
      }
      over.set(true);
      looking.join();
    }
    figures.figure("publish_to_live_s", slowest, "s", slowest < 3);
  }

  private static void look(FlowRig rig, AtomicBoolean over) {
    while (!over.get()) {
      LockSupport.parkNanos(LOOK_EVERY);
      rig.look();
    }
  }

  /** The same route behind a door, where it is counted, and as any other; the best rounds count. */
  private void count(TestDatabase database) throws Exception {
    figures.condition(
        "the difference of one exchange behind a counting door and of the same without one, beside"
            + " 1 ms; best of "
            + ROUNDS
            + " rounds of "
            + EXCHANGES);
    try (FlowRig rig = new FlowRig(new TestFlows(database)).following();
        ProducerTemplate template = rig.camel().createProducerTemplate()) {
      rig.serving("counted", one("counted", "direct:flow-counted"));
      rig.camel()
          .addRoutes(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("direct:plain").routeId("plain").setBody(constant("done"));
                }
              });
      time(template, "direct:flow-counted", WARM_UP);
      time(template, "direct:plain", WARM_UP);
      double counted = Double.MAX_VALUE;
      double plain = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        counted = Math.min(counted, time(template, "direct:flow-counted", EXCHANGES));
        plain = Math.min(plain, time(template, "direct:plain", EXCHANGES));
      }
      figures.figure("counted_exchange_ns", counted, "ns");
      figures.figure("plain_exchange_ns", plain, "ns");
      double overhead = Math.max(0, counted - plain) / AN_EXCHANGE * 100;
      figures.figure("counters_overhead_percent", overhead, "%", overhead < 5);
    }
  }

  private static double time(ProducerTemplate template, String door, int exchanges) {
    long began = System.nanoTime();
    for (int each = 0; each < exchanges; each++) {
      template.requestBody(door, "");
    }
    return (System.nanoTime() - began) / (double) exchanges;
  }

  private static String one(String name, String from) {
    return """
    - route:
        id: %1$s-route
        from:
          uri: %2$s
          steps:
            - setBody:
                id: %1$s-step
                expression:
                  constant:
                    expression: done
    """
        .formatted(name, from);
  }
}
