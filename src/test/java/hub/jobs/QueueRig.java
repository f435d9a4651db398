package hub.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real queue and its workers on any database, without the rest of the hub, for measurements.
 */
public final class QueueRig {
  public final JobQueue queue;
  private final DataSource source;
  private final JdbcClient jdbc;
  private final WorkBell bell = new WorkBell();
  private final Map<UUID, Exception> failed = new ConcurrentHashMap<>();

  public QueueRig(DataSource source) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.queue =
        new JobQueue(
            jdbc,
            new TransactionTemplate(new DataSourceTransactionManager(source)),
            Clock.systemUTC(),
            settings(5, 20),
            bell);
  }

  /** The statement that claims, and the one that ends what was claimed, as the hub sends them. */
  public static List<String> statements() {
    return List.of(Claims.CLAIM, Endings.FINISH);
  }

  static JobSettings settings(int least, int most) {
    return new JobSettings(
        new JobSettings.Workers(least, most),
        Duration.ofSeconds(30),
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        new JobSettings.LongestWait(
            Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(12)),
        Duration.ofDays(30),
        100);
  }

  /** Adds so many jobs of three priorities in one statement. */
  public void enqueue(int jobs) {
    UUID analysis = UUID.randomUUID();
    Instant now = Instant.now();
    queue.enqueue(IntStream.range(0, jobs).mapToObj(i -> job(analysis, i, now)).toList());
  }

  /** What failed, with why; each job ends with it. */
  Map<UUID, Exception> failed() {
    return failed;
  }

  private static NewJob job(UUID analysis, int number, Instant now) {
    return new NewJob(
        TestDatabase.WORKSPACE,
        analysis,
        "nothing",
        String.valueOf(number),
        JsonNodeFactory.instance.objectNode().put("asked", now.toString()),
        Lane.INTERACTIVE,
        20 + 30 * (number % 3),
        now,
        null);
  }

  /** Workers that run until they are stopped; what each job does is told before and after. */
  public Workers workers(int least, int most, Consumer<Claim> begun, Consumer<Claim> ended) {
    JobSettings settings = settings(least, most);
    Work work =
        claim -> {
          begun.accept(claim);
          queue.finish(claim);
          ended.accept(claim);
        };
    return new Workers(
        settings,
        bell,
        Clock.systemUTC(),
        work,
        new Outcomes(
            List.of(
                (claim, failure) -> {
                  failed.put(claim.jobId(), failure);
                  queue.finish(claim);
                }),
            List.of()),
        new Processes(jdbc, Clock.systemUTC(), settings, hub.Roles.all()),
        new Measures(jdbc, Clock.systemUTC()),
        new ConnectionCap(source, settings),
        jdbc,
        source,
        new StaticListableBeanFactory().getBeanProvider(Carrier.class),
        new StaticListableBeanFactory().getBeanProvider(hub.OnlyHub.class));
  }

  /** Claims and ends in one thread, to time each claim. */
  public Hand hand() {
    JobSettings settings = settings(5, 20);
    Shares shares = new Shares(new ShareRows(jdbc), Clock.systemUTC());
    return new Hand(
        new Claimer(jdbc, shares, settings, Clock.systemUTC()),
        new Endings(jdbc, Clock.systemUTC(), bell));
  }

  /** Takes what is in line and ends it. */
  public static final class Hand {
    private final UUID process = UUID.randomUUID();
    private final Claimer claimer;
    private final Endings endings;
    private List<Claim> held = List.of();

    private Hand(Claimer claimer, Endings endings) {
      this.claimer = claimer;
      this.endings = endings;
    }

    /** Claims up to so many. */
    public int claim(int most, boolean lineChanged) {
      held = claimer.claim(process, most, lineChanged);
      return held.size();
    }

    public void finish() {
      endings.end(held);
    }
  }
}
