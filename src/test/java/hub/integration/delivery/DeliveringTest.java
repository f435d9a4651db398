package hub.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Mode;
import hub.TestDatabase;
import hub.analysis.AnalysisEnded;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.Facts;
import hub.analysis.view.MarkedText;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Opportunity;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Quote;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the end of an analysis to the receiver of its flow, with a real database and process. */
class DeliveringTest {
  private static final UUID ANALYSIS = UUID.fromString("00000000-0000-7000-8000-00000000000d");
  private static final Opportunity FOUND = found("Invoicing takes evenings");
  private static final Opportunity FOUND_LATER = found("Rates are a guess");

  private final TestDatabase database = TestDatabase.fresh();
  private final TestFlows store = new TestFlows(database);
  private final Receiver receiver = new Receiver();
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  private volatile Instant now = Instant.parse("2026-11-29T08:00:00Z");
  private final Clock clock = ((java.time.InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final DeliveryRows rows = new DeliveryRows(database.jdbc(), clock);
  private final List<Opportunity> opportunities = new CopyOnWriteArrayList<>();
  private final AnalysisReader reader = reader(opportunities);
  private final Outbox outbox = new Outbox(rows, store.flows(), reader, transaction);
  private RunningFlows running;
  private Delivering delivering;
  private Flow flow;

  @BeforeEach
  void publish() {
    ChildSettings limits = TestProcesses.settings(Duration.ofMinutes(1), receiver.address());
    running =
        new RunningFlows(
            store.flows(),
            new NoSecrets(),
            limits,
            TestProcesses.CLASS_PATH,
            TestProcesses.passes(database),
            Clock.systemUTC());
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
  private static AnalysisReader reader(List<Opportunity> opportunities) {
    return (AnalysisReader)
        Proxy.newProxyInstance(
            AnalysisReader.class.getClassLoader(),
            new Class<?>[] {AnalysisReader.class},
            (proxy, method, arguments) -> {
              return switch (method.getName()) {
                case "results" -> Optional.of(results(List.copyOf(opportunities)));
                case "opportunity" ->
                    opportunities.stream()
                        .filter(one -> one.id().equals(arguments[2]))
                        .map(DeliveringTest::view)
                        .findFirst();
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  private static Opportunity found(String title) {
    Facts.Reading reading = Facts.Reading.of(3);
    return new Opportunity(
        UUID.randomUUID(),
        title,
        "",
        "translators",
        Set.of(),
        List.of("translator"),
        new Facts(5, 4, 80, null, reading, reading, reading, reading),
        BigDecimal.ONE);
  }

  private static OpportunityView view(Opportunity opportunity) {
    Quote said = quote(MarkedText.plain("I write invoices until midnight"), "an-author-by-name");
    return new OpportunityView(
        ANALYSIS,
        "translation",
        Mode.SANDBOX,
        opportunity,
        false,
        1,
        2,
        "Freelancers write invoices at night.",
        "freelance translators",
        "spreadsheets",
        List.of(said, quote(null, null)),
        "",
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        3,
        null,
        0,
        "prompt",
        "model");
  }

  private static Quote quote(@Nullable MarkedText words, @Nullable String author) {
    return new Quote(
        1, 1, false, words, author, "translator", Instant.EPOCH, new Quote.Place(1, 0, 4));
  }

  private static ResultsView results(List<Opportunity> opportunities) {
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
        opportunities,
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
    end(7);
  }

  private void end(long seq) {
    outbox.on(new AnalysisEnded(ANALYSIS, TestDatabase.WORKSPACE, seq, now));
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

    assertThat(rows.redrive(UUID.randomUUID(), only().id(), null))
        .as("another workspace")
        .isFalse();
    assertThat(rows.redrive(TestDatabase.WORKSPACE, only().id(), null)).isTrue();
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
  void runsAgainOnTheVersionItRanOnOrTheNewest() {
    end();
    work();
    assertThat(only().version()).isEqualTo(1);
    store
        .flows()
        .save(flow.id(), yaml().replace("crm-json", "crm-as-json"), 1, TestDatabase.USER, "");
    store.flows().publish(flow.id(), 2, TestDatabase.USER);

    assertThat(rows.redrive(TestDatabase.WORKSPACE, only().id(), 1)).isTrue();
    work();
    assertThat(only()).returns(1, Delivery::version).returns(2, Delivery::published);
    assertThat(only().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(rows.redrive(TestDatabase.WORKSPACE, only().id(), null)).isTrue();
    work();

    assertThat(only().version()).isEqualTo(2);
    assertThat(receiver.requests()).hasSize(3);
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

  @Test
  @DisplayName("an opportunity is told once, an analysis at each end, with what is documented")
  void tellsEachOnceAndAsItIsDocumented() throws Exception {
    String both = yaml() + yaml().replace("analysis", "opportunity").replace("crm-", "crm-o-");
    store
        .flows()
        .save(
            flow.id(),
            both.replace("crm-o-opportunity", "crm-opportunity"),
            1,
            TestDatabase.USER,
            "");
    store.flows().publish(flow.id(), 2, TestDatabase.USER);
    opportunities.add(FOUND);
    end();
    work();
    opportunities.add(FOUND_LATER);
    end(9);
    work();
    work();

    List<JsonNode> told = new ArrayList<>();
    for (Receiver.Request request : receiver.requests()) {
      JsonNode body = new ObjectMapper().readTree(request.body());
      assertDocumented(request, body);
      told.add(body);
    }
    assertThat(told)
        .extracting(body -> body.path("event").asText() + " " + body.path("id").asText())
        .containsExactlyInAnyOrder(
            "analysis " + ANALYSIS,
            "opportunity " + FOUND.id(),
            "analysis " + ANALYSIS,
            "opportunity " + FOUND_LATER.id());
    assertThat(receiver.requests())
        .extracting(request -> request.headers().get("event-id"))
        .doesNotHaveDuplicates();
    assertThat(rows.list(TestDatabase.WORKSPACE, null, null, 0, 10))
        .hasSize(4)
        .allMatch(each -> each.state() == Delivery.State.DELIVERED && each.attempts() == 1);
    assertThat(receiver.requests()).noneMatch(each -> each.body().contains("an-author-by-name"));
  }

  private static void assertDocumented(Receiver.Request request, JsonNode body) {
    ResultEvent event = ResultEvent.of(body.path("event").asText());
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(event.fields().stream().map(ResultEvent.Field::name).toList());
    for (ResultEvent.Field field : event.fields()) {
      JsonNode value = body.path(field.name());
      boolean fits =
          switch (field.type()) {
            case "text" -> value.isTextual();
            case "number" -> value.isIntegralNumber();
            case "yes or no" -> value.isBoolean();
            default -> value.isArray() && field.type().startsWith("list of ");
          };
      assertThat(fits).as("%s is %s", field.name(), field.type()).isTrue();
    }
    assertThat(request.headers().keySet())
        .containsAll(ResultEvent.HEADERS.stream().map(ResultEvent.Field::name).toList());
    assertThat(request.headers()).containsEntry("event", event.word());
  }
}
