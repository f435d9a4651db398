package hub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.Logged;
import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.LiveView;
import hub.analysis.view.Upload;
import hub.analysis.view.Wish;
import hub.llm.ModelAccess;
import hub.llm.ModelUnavailable;
import hub.llm.Trials;
import hub.sandbox.Fault;
import hub.sandbox.Faults;
import hub.sandbox.Sandbox;
import hub.vendors.VendorStore;
import hub.web.Accounts;
import hub.web.CurrentUser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the sandbox to a real key, on a whole hub; the sandbox's server stands for the real one. */
class ModelSettingsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Pattern MOST = Pattern.compile("name=\"most\" value=\"([0-9.]+)\"");

  private static Logged log;
  private static TestHub hub;
  private static Person admin;
  private static String address;
  private static String key;

  @BeforeAll
  static void start() {
    log = Logged.all();
    hub = TestHub.start(Map.of());
    admin = new Person(hub, hub.bean(Accounts.class).firstAdministrator().orElseThrow());
    address = hub.bean(Sandbox.class).openaiUrl();
    key = hub.bean(Sandbox.class).secrets().openaiKey();
  }

  @BeforeEach
  void forgetWhatWasEntered() {
    for (String table : List.of("vendor_setting", "vendor_live")) {
      hub.database().asOwner().sql("delete from " + table).update();
    }
    hub.bean(VendorStore.class).backToSandbox("openai", null);
  }

  @AfterAll
  static void stop() {
    hub.close();
    log.close();
  }

  private ModelAccess access() {
    return hub.bean(ModelAccess.class);
  }

  private void enter(String key) {
    assertThat(admin.post("/settings/model/address", "address", address + "/").statusCode())
        .isEqualTo(200);
    assertThat(admin.post("/settings/model/key", "key", key).statusCode()).isEqualTo(200);
    assertThat(admin.post("/settings/model/model", "model", "sandbox-judge-1").statusCode())
        .isEqualTo(200);
  }

  private String most() {
    Matcher found = MOST.matcher(admin.get("/settings/model").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> trial() {
    return admin.post("/settings/model/trial", "most", most());
  }

  @Test
  @DisplayName(
      "A wizard leads from the sandbox to live, with a trial whose cost is shown before and after")
  void leadsFromTheSandboxToLive() {
    enter(key);

    assertThat(access().mode()).isEqualTo(Mode.SANDBOX);
    assertThat(admin.post("/settings/model/live").body()).contains("Try the model first");
    String most = most();
    assertThat(new BigDecimal(most)).isPositive();
    String tried = trial().body();
    Trials.Trial last = hub.bean(Trials.class).last().orElseThrow();
    assertThat(tried)
        .contains("The model answered")
        .contains("at most $" + new BigDecimal(most).stripTrailingZeros().toPlainString())
        .contains("charged exactly $" + last.charge().stripTrailingZeros().toPlainString());
    assertThat(last.hold()).isEqualByComparingTo(most);
    assertThat(last.charge()).isPositive().isLessThan(last.hold());
    assertThat(
            hub.database()
                .jdbc()
                .sql(
                    "select charge from ledger_entry where stage = 'trial' and mode = 'live' order"
                        + " by position desc limit 1")
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo(last.charge());

    assertThat(admin.post("/settings/model/live").body()).contains("This model answers");

    assertThat(access().mode()).isEqualTo(Mode.LIVE);
    assertThat(access().now().baseUrl()).isEqualTo(address);
    assertThat(access().now().apiKey()).isEqualTo(key);
  }

  @Test
  void paysAgainForEachTrial() {
    enter(key);

    int before = trials();
    trial();
    trial();

    assertThat(trials()).isEqualTo(before + 2);
  }

  private static int trials() {
    return hub.database()
        .jdbc()
        .sql("select count(*) from ledger_entry where stage = 'trial'")
        .query(Integer.class)
        .single();
  }

  @Test
  void sendsNothingThatCouldCostMoreThanWasShown() {
    enter(key);

    int before = trials();
    String body = admin.post("/settings/model/trial", "most", "0.0000001").body();

    assertThat(body).contains("Nothing was sent");
    assertThat(trials()).isEqualTo(before);
  }

  @Test
  @DisplayName(
      "R2 A live model that loses its key parks its work, and nothing is invented in its place")
  void parksItsWorkWhenTheKeyIsGone() {
    enter(key);
    trial();
    admin.post("/settings/model/live");

    admin.post("/settings/model/address", "address", "https://llm.example.org/v1");

    assertThat(access().mode()).isEqualTo(Mode.LIVE);
    assertThat(access().now().trouble()).contains("no key", "Settings");
    assertThatThrownBy(
            () ->
                hub.bean(Trials.class)
                    .ask(TestDatabase.WORKSPACE, TestDatabase.USER, BigDecimal.ONE))
        .isInstanceOfSatisfying(
            ModelUnavailable.class,
            away -> assertThat(away.why()).isEqualTo(ModelUnavailable.Why.WRONG_KEY));
    assertThat(admin.get("/").body()).contains("Work waits for OpenAI");

    admin.post("/settings/model/sandbox");

    assertThat(access().mode()).isEqualTo(Mode.SANDBOX);
    assertThat(admin.get("/").body()).doesNotContain("Work waits for");
  }

  @Test
  @DisplayName("R2 an analysis whose key is gone parks as a whole and goes on once it is back")
  void parksAWholeAnalysisWhoseKeyIsGoneUntilItIsBack() throws Exception {
    enter(key);
    trial();
    admin.post("/settings/model/live");
    Faults faults = hub.bean(Sandbox.class).faults();
    faults.add(Fault.of("openai", "hold"));
    UUID id = startOverASavedListing();
    await().atMost(PATIENCE).until(() -> attempts(id, "ended_at is null") > 0);

    admin.post("/settings/model/address", "address", "https://llm.example.org/v1");
    faults.clear();

    await().atMost(PATIENCE).until(() -> live(id).state() == AnalysisState.WAITING);
    assertThat(live(id).stateWords()).contains("waits: ");
    assertThat(access().mode()).isEqualTo(Mode.LIVE);
    int before = attempts(id, "true");

    enter(key);

    await().atMost(PATIENCE).until(() -> live(id).state().ended());
    assertThat(live(id).state()).isEqualTo(AnalysisState.DONE);
    assertThat(attempts(id, "true"))
        .as("what was parked was asked afterwards")
        .isGreaterThan(before);
    assertThat(attempts(id, "mode <> 'live'")).as("answers of the sandbox's").isZero();
    assertThat(
            hub.database()
                .jdbc()
                .sql("select count(*) from job where analysis_id = :id and state <> 'done'")
                .param("id", id)
                .query(Integer.class)
                .single())
        .as("jobs that gave up")
        .isZero();
  }

  private static UUID startOverASavedListing() throws IOException {
    AnalysisCommands commands = hub.bean(AnalysisCommands.class);
    String posts =
        IntStream.range(0, 12)
            .mapToObj(ModelSettingsTest::post)
            .collect(
                Collectors.joining(",", "{\"kind\":\"Listing\",\"data\":{\"children\":[", "]}}"));
    Upload upload =
        commands.upload(
            TestDatabase.WORKSPACE,
            TestDatabase.USER,
            "saved.json",
            new ByteArrayInputStream(posts.getBytes(StandardCharsets.UTF_8)));
    return commands.start(
        TestDatabase.WORKSPACE,
        TestDatabase.USER,
        new Wish(
            Wish.OWN,
            "Invoicing for freelance translators",
            List.of(),
            12,
            new BigDecimal("2.00"),
            List.of(upload.id())));
  }

  private static String post(int number) {
    return """
    {"kind": "t3", "data": {"name": "t3_saved%1$d", "subreddit": "saved", "author": "author%1$d",
     "score": 3, "created_utc": %2$d, "num_comments": 0,
     "title": "Portal has rejected my invoice again, the %1$d. time",
     "selftext": "Every agency has its own portal. Last month it took me %1$d unpaid hours just to file invoices. I would happily pay %1$d euros a month to never type that again."}}
    """
        .formatted(number + 2, Instant.now().getEpochSecond() - 86_400L * (number + 1));
  }

  private static LiveView live(UUID id) {
    return hub.bean(AnalysisReader.class).live(TestDatabase.WORKSPACE, id).orElseThrow();
  }

  private static int attempts(UUID id, String which) {
    return hub.database()
        .jdbc()
        .sql("select count(*) from attempt where budget_id = :id and " + which)
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  @Test
  void asksForTheKeyAgainWhenTheMasterKeyIsLost() throws Exception {
    enter(key);
    trial();
    admin.post("/settings/model/live");
    Path master = hub.database().folder("keys").resolve("master.key");

    Files.delete(master);
    admin.post("/settings/model/model", "model", "sandbox-judge-1");

    assertThat(admin.get("/settings/model").body())
        .contains("can’t be opened", "master key that sealed it is gone")
        .contains("Paid work waits");
    assertThat(admin.get("/settings?check=now").body()).contains("broken", "master key");
    admin.post("/settings/model/key", "key", key);
    assertThat(access().now().trouble()).isNull();
  }

  @Test
  @DisplayName(
      "A model of one's own is named by address and model; it may cost nothing if that is said")
  void takesAModelThatCostsNothingOnceThatIsSaid() {
    admin.post("/settings/model/address", "address", address);
    admin.post("/settings/model/key", "keyless", "true");
    assertThat(access().of(Mode.LIVE).apiKey()).isEqualTo("none");

    HttpResponse<String> unpriced = admin.post("/settings/model/model", "model", "llama3.1:8b");
    assertThat(unpriced.statusCode()).isEqualTo(422);
    assertThat(unpriced.body()).contains("no model llama3.1:8b");
    HttpResponse<String> zero =
        admin.post(
            "/settings/model/model",
            "model",
            "llama3.1:8b",
            "input",
            "0",
            "output",
            "0",
            "context",
            "8000",
            "longest",
            "2000");
    assertThat(zero.statusCode()).isEqualTo(422);
    assertThat(zero.body()).contains("It costs nothing");
    HttpResponse<String> said =
        admin.post(
            "/settings/model/model",
            "model",
            "llama3.1:8b",
            "free",
            "true",
            "context",
            "128,000",
            "longest",
            "2000");

    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(said.body()).contains("It costs nothing; 128,000 tokens fit", "at most $0.00");
    assertThat(hub.bean(Trials.class).worstCase(TestDatabase.WORKSPACE)).isEqualByComparingTo("0");
  }

  @Test
  void addsThePriceThatIsGivenWithTheModel() {
    admin.post("/settings/model/address", "address", address);

    String page =
        admin
            .post(
                "/settings/model/model",
                "model",
                "mistral-medium",
                "input",
                "0.40",
                "output",
                "2",
                "context",
                "128000",
                "longest",
                "8000")
            .body();

    assertThat(page).contains("$0.4 input, $0.4 input from the cache, $2 output");
    HttpResponse<String> typo =
        admin.post(
            "/settings/model/model",
            "model",
            "mistral-medium",
            "input",
            "40000",
            "output",
            "200000",
            "context",
            "128000",
            "longest",
            "8000");
    assertThat(typo.statusCode()).isEqualTo(422);
    assertThat(typo.body()).contains("can&#39;t be right");
  }

  @Test
  void refusesWhatCannotBeUsedAndNamesTheFieldAndARemedy() {
    HttpResponse<String> early = admin.post("/settings/model/key", "key", "sk-early-secret-abc");
    assertThat(early.statusCode()).isEqualTo(422);
    assertThat(early.body()).contains("Enter the address first").doesNotContain("early-secret");
    HttpResponse<String> plain =
        admin.post("/settings/model/address", "address", "http://api.openai.com/v1");
    assertThat(plain.statusCode()).isEqualTo(422);
    assertThat(plain.body()).contains("aria-invalid=\"true\"", "http://api.openai.com/v1");
    admin.post("/settings/model/address", "address", address);
    HttpResponse<String> split =
        admin.post("/settings/model/key", "key", "sk-split-secret\r\nX-Other: yes");
    assertThat(split.statusCode()).isEqualTo(422);
    assertThat(split.body()).contains("no spaces, line ends").doesNotContain("split-secret");
    assertThat(admin.post("/settings/model/model", "model", "no model").statusCode())
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "H7 A planted key is found in no page, log, event or table, nor in what fails with it")
  void tellsAPlantedKeyNowhere() {
    String planted = "sk-planted-7f3a9c2e5b1d8046-QRST";
    enter(planted);
    StringBuilder pages = new StringBuilder(trial().body());
    admin.post("/settings/model/live");
    for (String page :
        List.of(
            "/", "/settings/model", "/settings?check=now", "/ui", "/api", "/actuator/metrics")) {
      pages.append(admin.get(page).body());
    }
    pages.append(admin.get("/settings/model/key?key=" + "x").body());

    assertThat(pages).contains("refuse", "…QRST").doesNotContain("planted-7f3a");
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("planted-7f3a"));
    assertThat(dump()).doesNotContain("planted-7f3a");
    assertThat(access().of(Mode.LIVE).toString() + access()).doesNotContain("planted-7f3a");
  }

  /** Every row of every table, as text. */
  private String dump() {
    StringBuilder all = new StringBuilder();
    for (String table :
        hub.database()
            .asOwner()
            .sql("select table_name from information_schema.tables where table_schema = 'public'")
            .query(String.class)
            .list()) {
      hub.database()
          .asOwner()
          .sql("select t::text from \"" + table + "\" t")
          .query(String.class)
          .list()
          .forEach(all::append);
    }
    return all.toString();
  }

  @Test
  void isTheAdministratorsAlone() {
    UUID viewer = UUID.randomUUID();
    hub.database()
        .asOwner()
        .sql(
            "insert into app_user (id, workspace_id, email, name, role) values (:id, :workspace,"
                + " 'vera@example.org', 'Vera', 'owner')")
        .param("id", viewer)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    Person vera =
        new Person(
            hub,
            new CurrentUser(
                viewer,
                TestDatabase.WORKSPACE,
                "Vera",
                "vera@example.org",
                CurrentUser.Role.OWNER,
                false));

    for (String path : List.of("/settings", "/settings/checks", "/settings/model")) {
      assertThat(vera.get(path).statusCode()).as(path).isEqualTo(403);
    }
    for (String act : List.of("address", "key", "model", "trial", "live", "sandbox")) {
      assertThat(vera.post("/settings/model/" + act, "most", "1").statusCode())
          .as(act)
          .isEqualTo(403);
    }
    assertThat(vera.get("/").body()).doesNotContain("href=\"/settings\"");
  }

  @Test
  void letsTheEnvironmentWinAndRefusesToEditWhatItSets() {
    try (TestHub live =
        TestHub.start(
            Map.of(
                "hub.llm.api-key", key,
                "hub.llm.base-url", address,
                "hub.llm.model", "sandbox-judge-1"))) {
      Person person =
          new Person(live, live.bean(Accounts.class).firstAdministrator().orElseThrow());

      assertThat(person.get("/settings/model").body())
          .contains("The environment sets the model", "HUB_LLM_API_KEY")
          .doesNotContain(key);
      HttpResponse<String> refused =
          person.post("/settings/model/address", "address", "https://thief.example.org/v1");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(live.bean(ModelAccess.class).now().baseUrl()).isEqualTo(address);
      assertThat(person.get("/settings?check=now").body())
          .contains("knows the key and has sandbox-judge-1");
    }
  }
}
