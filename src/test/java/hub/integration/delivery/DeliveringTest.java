package hub.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.analysis.AnalysisEnded;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.ResultsView;
import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.TestFlows;
import hub.integration.process.ChildSettings;
import hub.integration.process.Receiver;
import hub.integration.process.RunningFlows;
import hub.integration.process.TestProcesses;
import hub.integration.secret.OpenedSecrets;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the end of an analysis to the receiver of its flow, with a real database and process. */
class DeliveringTest {
  private static final UUID ANALYSIS = UUID.fromString("00000000-0000-7000-8000-00000000000d");

  private final TestDatabase database = TestDatabase.fresh();
  private final TestFlows store = new TestFlows(database);
  private final Receiver receiver = new Receiver();
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  private volatile Instant now = Instant.parse("2026-11-29T08:00:00Z");
  private final Clock clock = ((java.time.InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final DeliveryRows rows = new DeliveryRows(database.jdbc(), clock);
  private final AnalysisReader reader = reader();
  private final Outbox outbox = new Outbox(rows, store.flows(), reader, transaction);
  private RunningFlows running;
  private Delivering delivering;
  private Flow flow;

  @BeforeEach
  void publish() {
    ChildSettings limits = TestProcesses.settings(Duration.ofMinutes(1), receiver.address());
    running =
        new RunningFlows(
            store.flows(), new NoSecrets(), limits, TestProcesses.CLASS_PATH, Clock.systemUTC());
    delivering =
        new Delivering(
            rows,
            store.flows(),
            new Payloads(reader),
            running,
            new DeliverSettings(
                Duration.ofSeconds(1), 8, 3, Duration.ofSeconds(5), Duration.ofHours(1)),
            limits,
            clock);
    flow =
        store
            .flows()
            .create(
                new FlowText(FlowKind.RESULT, "crm", yaml()),
                TestDatabase.WORKSPACE,
                TestDatabase.USER,
                "");
    store.flows().publish(flow.id(), 1, TestDatabase.USER);
    store.flows().turn(flow.id(), Flow.State.ON, TestDatabase.USER);
    database
        .asOwner()
        .sql(
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :workspace, :user, 'sandbox', 'translation', '{translator}', now(), 1, now())
            """)
        .param("id", ANALYSIS)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("user", TestDatabase.USER)
        .update();
  }

  private String yaml() {
    return """
    - route:
        id: crm-analysis
        from:
          uri: direct:flow-crm-analysis
          steps:
            - marshal:
                id: crm-json
                json: {}
            - to:
                id: crm-send
                uri: http://%s/ended
    """
        .formatted(receiver.address());
  }

  @AfterEach
  void stop() {
    running.stopAll();
    receiver.close();
    database.close();
  }

  /** Only what an ended analysis is read by. */
  private static AnalysisReader reader() {
    return (AnalysisReader)
        Proxy.newProxyInstance(
            AnalysisReader.class.getClassLoader(),
            new Class<?>[] {AnalysisReader.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("results")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return Optional.of(results());
            });
  }

  private static ResultsView results() {
    MoneyLine money =
        new MoneyLine(
            BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO, 0, BigDecimal.ZERO, "", null, null);
    return new ResultsView(
        ANALYSIS,
        "translation",
        Mode.SANDBOX,
        AnalysisState.DONE,
        Instant.EPOCH,
        Duration.ofMinutes(2),
        320,
        300,
        40,
        money,
        List.of(),
        List.of(),
        Map.of(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        null,
        List.of());
  }

  private record NoSecrets() implements OpenedSecrets {
    @Override
    public Map<String, String> open(UUID workspaceId) {
      return Map.of();
    }

    @Override
    public Map<String, Instant> stamps(UUID workspaceId) {
      return Map.of();
    }
  }

  private void end() {
    outbox.on(new AnalysisEnded(ANALYSIS, TestDatabase.WORKSPACE, 7, now));
  }

  private void work() {
    outbox.spread();
    delivering.claim().forEach(delivering::deliver);
  }

  private Delivery only() {
    List<Delivery> all = rows.list(TestDatabase.WORKSPACE, null, null, 0, 10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void triesUntilItArrivesUnderTheSameIdAndOnce() {
    receiver.answers(500, 503);
    end();

    work();
    assertThat(only().state()).isEqualTo(Delivery.State.WAITING);
    assertThat(only().error()).isEqualTo("Step crm-send: 127.0.0.1 answered 500");
    assertThat(only().nextAt()).isBetween(now.plusMillis(2500), now.plusSeconds(5));
    work();
    assertThat(receiver.requests()).as("before its time").hasSize(1);
    now = now.plusSeconds(5);
    work();
    assertThat(only().nextAt()).isBetween(now.plusSeconds(5), now.plusSeconds(10));
    now = now.plusSeconds(10);
    work();
    work();

    assertThat(only().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(only().version()).isEqualTo(1);
    assertThat(only().attempts()).isEqualTo(3);
    assertThat(receiver.requests())
        .hasSize(3)
        .allMatch(request -> request.headers().get("event-id").equals("evt_" + ANALYSIS + "_7"));
    assertThat(receiver.requests().getLast().body())
        .contains("\"topic\":\"translation\"", "\"posts\":320", "\"mode\":\"sandbox\"");
  }

  @Test
  void keepsWhatItGaveUpUntilSomebodyDecides() {
    receiver.answers(500, 500, 500, 500, 500, 500);
    end();
    for (int attempt = 0; attempt < 4; attempt++) {
      work();
      now = now.plusSeconds(60);
    }
    assertThat(only().state()).isEqualTo(Delivery.State.DEAD);
    assertThat(receiver.requests()).hasSize(3);

    assertThat(rows.redrive(UUID.randomUUID(), only().id())).as("another workspace").isFalse();
    assertThat(rows.redrive(TestDatabase.WORKSPACE, only().id())).isTrue();
    work();
    assertThat(receiver.requests()).hasSize(4);
    assertThat(rows.discard(TestDatabase.WORKSPACE, only().id())).isTrue();
    now = now.plusSeconds(60);
    work();

    assertThat(receiver.requests()).hasSize(4);
    assertThat(only().state()).isEqualTo(Delivery.State.DISCARDED);
    assertThat(rows.counts(TestDatabase.WORKSPACE))
        .isEqualTo(Map.of(flow.id(), Map.of(Delivery.State.DISCARDED, 1)));
  }

  @Test
  void isTriedByOneProcessAndByAnotherOnceThatIsGone() {
    end();
    outbox.spread();

    List<Claimed> mine = rows.claim(8, Duration.ofMinutes(2));
    assertThat(mine).hasSize(1);
    assertThat(rows.claim(8, Duration.ofMinutes(2))).isEmpty();
    now = now.plusSeconds(121);
    List<Claimed> theirs = rows.claim(8, Duration.ofMinutes(2));
    rows.arrived(theirs.getFirst(), 1);
    rows.giveUp(mine.getFirst(), 1, "too late to say");

    assertThat(theirs).hasSize(1);
    assertThat(only().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(only().error()).isEmpty();
  }

  @Test
  @DisplayName("an analysis that is rolled back tells nobody, and one that is written tells once")
  void isInTheTransactionThatMakesTheFact() {
    transaction.executeWithoutResult(
        status -> {
          end();
          status.setRollbackOnly();
        });
    outbox.spread();
    assertThat(rows.list(TestDatabase.WORKSPACE, null, null, 0, 10)).isEmpty();

    end();
    end();
    outbox.spread();
    end();
    outbox.spread();

    assertThat(only().event()).isEqualTo(ResultEvent.ANALYSIS);
  }

  @Test
  void waitsWhileItsFlowIsSuspendedAndGoesToNoneThatIsOff() {
    store.flows().turn(flow.id(), Flow.State.SUSPENDED, TestDatabase.USER);
    end();
    work();
    assertThat(receiver.requests()).isEmpty();

    store.flows().turn(flow.id(), Flow.State.ON, TestDatabase.USER);
    work();

    assertThat(only().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(receiver.requests()).hasSize(1);
  }
}
