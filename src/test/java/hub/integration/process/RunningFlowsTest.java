package hub.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import crash.TestBroker;
import hub.TestDatabase;
import hub.TestFolder;
import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.FlowText;
import hub.integration.RouteTraffic;
import hub.integration.TestFlows;
import hub.integration.delivery.Example;
import hub.integration.delivery.ResultEvent;
import hub.integration.process.RunningFlows.Outcome;
import hub.integration.secret.OpenedSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ready examples and what happens to running flows, each over the real wire from a real process.
 */
class RunningFlowsTest implements OpenedSecrets {
  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-00000000000c");
  private static final String OPPORTUNITY =
      """
      {"event": "opportunity", "id": "%s", "analysis": "a-1", "title": "Invoicing takes\\r\\nBcc: thief@example.org evenings",
       "problem": "Freelancers write invoices at night.", "who": "translators", "score": 71, "tier": "strong", "authors": 5}
      """
          .formatted(ID);

  private final TestDatabase database = TestDatabase.fresh();
  private final TestFlows store = new TestFlows(database);
  private final Receiver receiver = new Receiver();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Map<String, Instant> stamps = new ConcurrentHashMap<>();
  private RunningFlows running;
  private ResultNodes nodes;

  @BeforeEach
  void run() {
    running = running(Duration.ofMinutes(1), receiver.address());
    nodes = new ResultNodes(running, store.publications(), Clock.systemUTC());
  }

  private RunningFlows running(Duration limit, String... hosts) {
    return new RunningFlows(
        store.flows(),
        this,
        TestProcesses.settings(limit, hosts),
        TestProcesses.CLASS_PATH,
        TestProcesses.passes(database),
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    running.stopAll();
    receiver.close();
    database.close();
  }

  @Override
  public Map<String, String> open(UUID workspaceId) {
    return Map.copyOf(secrets);
  }

  @Override
  public Map<String, Instant> stamps(UUID workspaceId) {
    return Map.copyOf(stamps);
  }

  private void secret(String name, String value) {
    secrets.put(name, value);
    stamps.put(name, Instant.now());
  }

  private Flow published(String name, String yaml) {
    Flow flow =
        store
            .flows()
            .create(
                new FlowText(FlowKind.RESULT, name, yaml),
                TestDatabase.WORKSPACE,
                TestDatabase.USER,
                "");
    store.flows().publish(flow.id(), 1, TestDatabase.USER);
    store.flows().turn(flow.id(), Flow.State.ON, TestDatabase.USER);
    return flow;
  }

  private void publish(Flow flow, String yaml) {
    int newest = store.flows().find(TestDatabase.WORKSPACE, flow.id()).orElseThrow().newest();
    store.flows().save(flow.id(), yaml, newest, TestDatabase.USER, "");
    store.flows().publish(flow.id(), newest + 1, TestDatabase.USER);
  }

  private Outcome give(Flow flow, ResultEvent event, String body) {
    return running.give(
        TestDatabase.WORKSPACE,
        flow.id(),
        event.endpoint(flow.name()),
        body,
        Map.of("event-id", "evt_" + ID, "event", event.word()),
        null);
  }

  @Test
  void webhookFileAndChatArriveAsTheirExamplesSay() throws Exception {
    secret("webhook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    secret("chat", "T000/B000/secret-of-the-chat");
    Files.deleteIfExists(file());
    Flow webhook =
        published(
            "crm",
            Example.WEBHOOK
                .yaml("crm")
                .replace("https://example.com/", "http://" + receiver.address() + "/"));
    Flow file = published("file", Example.FILE.yaml());
    Flow chat =
        published(
            "chat",
            Example.CHAT.yaml().replace("https://hooks.slack.com", "http://" + receiver.address()));

    assertThat(give(webhook, ResultEvent.OPPORTUNITY, OPPORTUNITY).failure()).isEmpty();
    assertThat(give(file, ResultEvent.OPPORTUNITY, OPPORTUNITY).failure()).isEmpty();
    assertThat(give(file, ResultEvent.OPPORTUNITY, OPPORTUNITY).failure()).isEmpty();
    assertThat(
            give(
                    chat,
                    ResultEvent.ANALYSIS,
                    """
                    {"topic": "translation", "opportunities": 4, "candidates": 9, "posts": 320, "charge": "1.24"}
                    """)
                .failure())
        .isEmpty();

    Receiver.Request call = receiver.requests().getFirst();
    assertThat(call.path()).isEqualTo("/your-webhook");
    assertThat(call.body()).contains("\"score\":71");
    assertThat(call.headers())
        .containsEntry("webhook-id", "evt_" + ID)
        .containsEntry("Content-Type", "application/json");
    assertThat(call.headers().get("webhook-signature")).isEqualTo(signature(call));
    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allMatch(line -> line.contains("\"score\":71"));
    Receiver.Request message = receiver.requests().getLast();
    assertThat(message.path()).isEqualTo("/services/T000/B000/secret-of-the-chat");
    assertThat(message.body())
        .isEqualTo(
            "{\"text\":\"translation: 4 opportunities and 9 candidates in 320 posts, charged 1.24"
                + " dollars\"}");
  }

  private static Path file() {
    return TestFolder.of("flows").resolve(TestDatabase.WORKSPACE + "/opportunities/a-1.jsonl");
  }

  private static String signature(Receiver.Request call) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "HmacSHA256"));
    String signed =
        call.headers().get("webhook-id")
            + "."
            + call.headers().get("webhook-timestamp")
            + "."
            + call.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("H2 mail arrives as its example says, and its words cannot add who gets it")
  void mailArrives() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try {
      server.setUser("reports@example.com", "the-password-of-the-account");
      secret("mail", "the-password-of-the-account");
      String address = "127.0.0.1:" + server.getSmtp().getPort();
      running = running(Duration.ofMinutes(1), address);
      Flow mail = published("mail", Example.MAIL.yaml().replace("smtp.example.com:587", address));

      assertThat(give(mail, ResultEvent.OPPORTUNITY, OPPORTUNITY).failure()).isEmpty();

      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("Invoicing takes");
      assertThat(server.getReceivedMessages()[0].getAllRecipients()).hasSize(1);
      assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0]))
          .contains("Freelancers write invoices at night.");
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("H2 a record arrives on its topic, whatever topic a header names")
  void recordsArrive(@TempDir Path folder) throws Exception {
    try (TestBroker broker = new TestBroker(folder)) {
      running = running(Duration.ofMinutes(1), broker.address());
      Flow kafka =
          published(
              "kafka", Example.KAFKA.yaml().replace("kafka.example.com:9092", broker.address()));

      Outcome outcome =
          running.give(
              TestDatabase.WORKSPACE,
              kafka.id(),
              ResultEvent.OPPORTUNITY.endpoint("kafka"),
              OPPORTUNITY,
              Map.of("kafka.OVERRIDE_TOPIC", "stolen", "CamelKafkaOverrideTopic", "stolen"),
              null);

      assertThat(outcome.failure()).isEmpty();
      Map<String, Object> settings =
          Map.of(
              "bootstrap.servers", broker.address(),
              "group.id", "test",
              "auto.offset.reset", "earliest");
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
        consumer.subscribe(List.of("opportunities"));
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
        assertThat(records.count()).isOne();
        assertThat(records.iterator().next().value()).contains("\"score\":71");
        assertThat(consumer.listTopics()).doesNotContainKey("stolen");
      }
    }
  }

  @Test
  @DisplayName("H7 H8 what fails tells no secret, and credentials follow no redirect")
  void tellsNoSecret() {
    String password = "a-planted-password";
    secret("key", password);
    Flow flow =
        published(
            "crm",
            """
            - route:
                id: crm-opportunity
                from:
                  uri: direct:flow-crm-opportunity
                  steps:
                    - marshal:
                        id: crm-json
                        json: {}
                    - to:
                        id: crm-send
                        uri: http://%s/{{flow.secret.key}}
                        parameters:
                          authMethod: Basic
                          authUsername: sluice
                          authPassword: "{{flow.secret.key}}"
                          authenticationPreemptive: "true"
            """
                .formatted(receiver.address()));
    try (Receiver elsewhere = new Receiver()) {
      receiver.redirectsTo("http://" + elsewhere.address() + "/");
      receiver.answers(302, 500);

      Outcome redirected = give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);
      Outcome failed = give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);

      assertThat(receiver.requests()).hasSize(2);
      assertThat(receiver.requests().getFirst().headers().get("Authorization"))
          .startsWith("Basic ");
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(redirected.failure()).isEqualTo("Step crm-send: 127.0.0.1 answered 302");
      assertThat(failed.failure()).isEqualTo("Step crm-send: 127.0.0.1 answered 500");
      assertThat(redirected.failure() + failed.failure()).doesNotContain(password);
    }
  }

  @Test
  @DisplayName("H1 a version that does not start leaves the one before it in service")
  void goesOnAsItWas() {
    Flow flow = published("crm", sending("/one"));
    give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);
    long first = running.process(TestDatabase.WORKSPACE);

    publish(flow, sending("/two"));
    Outcome second = give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);
    publish(flow, sending("/three").replace("http:", "exec:"));
    Outcome third = give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);

    assertThat(second.version()).isEqualTo(2);
    assertThat(third.version()).isEqualTo(2);
    assertThat(told(flow))
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.name())
                  .endsWith("process " + running.process(TestDatabase.WORKSPACE));
              assertThat(node.version()).isEqualTo(2);
              assertThat(node.state()).isEqualTo(FlowNode.State.FAILED);
              assertThat(node.error()).contains("exec");
              assertThat(node.traffic())
                  .extracting(RouteTraffic::route, RouteTraffic::exchanges, RouteTraffic::failures)
                  .containsExactly(tuple("direct:flow-crm-opportunity", 1L, 0L));
            });
    assertThat(third.failure()).isEmpty();
    assertThat(running.process(TestDatabase.WORKSPACE)).isNotEqualTo(first);
    assertThat(ProcessHandle.of(first).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(receiver.requests())
        .extracting(Receiver.Request::path)
        .containsExactly("/one", "/two", "/two");
  }

  @Test
  @DisplayName("the list of processes has the one that runs a flow, as long as it does")
  void saysWhichProcessRuns() {
    Flow flow = published("crm", sending("/one"));
    receiver.answers(500);
    assertThat(told(flow)).as("before anything is due").isEmpty();

    give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);
    give(flow, ResultEvent.OPPORTUNITY, OPPORTUNITY);

    FlowNode node = told(flow).getFirst();
    assertThat(node.state()).isEqualTo(FlowNode.State.SERVES);
    assertThat(node.version()).isEqualTo(1);
    assertThat(node.traffic())
        .extracting(RouteTraffic::exchanges, RouteTraffic::failures, RouteTraffic::inFlight)
        .containsExactly(tuple(2L, 1L, 0));
    running.stopAll();
    assertThat(told(flow)).isEmpty();
  }

  private List<FlowNode> told(Flow flow) {
    nodes.tell();
    return store.flows().nodes(flow.id());
  }

  private String sending(String path) {
    return """
    - route:
        id: crm-opportunity
        from:
          uri: direct:flow-crm-opportunity
          steps:
            - marshal:
                id: crm-json
                json: {}
            - to:
                id: crm-send
                uri: http://%s%s
    """
        .formatted(receiver.address(), path);
  }
}
