package hub.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hub.Mode;
import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.vendors.TestVendors;
import hub.vendors.VendorStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which model is asked, of what the environment gives and what the administrator entered. */
class ConfiguredModelsTest {
  private static final String ENTERED = "https://llm.example.org/v1";
  private static final String CONFIGURED = "https://api.openai.com/v1";

  private TestDatabase database;
  private VendorStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    store = TestVendors.on(database, new SettableClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** The sandbox is not asked for anything here. */
  @SuppressWarnings("NullAway")
  private ConfiguredModels models(String key) {
    return new ConfiguredModels(
        new LlmSettings(
            CONFIGURED + "/",
            key,
            "gpt-4.1-mini",
            "text-embedding-3-small",
            false,
            Duration.ofSeconds(5),
            new LlmSettings.Breaker(50, 10, Duration.ofSeconds(15), Duration.ofMinutes(2))),
        store,
        null);
  }

  private void enter() {
    store.save("openai", ENTERED, Map.of("model", "local-1"), TestDatabase.USER);
    store.saveKey("openai", "sk-entered", TestDatabase.USER);
    store.goLive("openai");
  }

  @Test
  @DisplayName("A key from the environment goes to the address from the environment alone")
  void keepsEachKeyWithItsOwnAddress() {
    enter();

    ModelConnection environment = models(" sk-environment\n").now();
    assertThat(environment.baseUrl()).isEqualTo(CONFIGURED);
    assertThat(environment.apiKey()).isEqualTo("sk-environment");
    assertThat(environment.model()).isEqualTo("gpt-4.1-mini");
    ModelConnection entered = models("").now();
    assertThat(entered.baseUrl()).isEqualTo(ENTERED);
    assertThat(entered.apiKey()).isEqualTo("sk-entered");
    assertThat(entered.model()).isEqualTo("local-1");
  }

  @Test
  void waitsForAKeyThatWasInTheEnvironmentOnce() {
    models("sk-environment").rememberEnvironment();

    ModelAccess later = models("");

    assertThat(later.mode()).isEqualTo(Mode.LIVE);
    assertThat(later.now().trouble()).contains("no key", "HUB_LLM_API_KEY", "Settings");
    assertThat(later.now().apiKey()).isEmpty();
  }

  @Test
  void parksAKeyThatCouldAddAHeaderAndDoesNotRepeatIt() {
    ModelConnection connection = models("sk-split\r\nX-Other: 1").now();

    assertThat(connection.mode()).isEqualTo(Mode.LIVE);
    assertThat(connection.apiKey()).isEmpty();
    assertThat(connection.trouble()).contains("HUB_LLM_API_KEY").doesNotContain("split");
  }

  @Test
  void staysTheSandboxsUntilItGoesLive() {
    store.save("openai", ENTERED, Map.of(), TestDatabase.USER);
    store.saveKey("openai", "sk-entered", TestDatabase.USER);

    assertThat(models("").mode()).isEqualTo(Mode.SANDBOX);
    assertThat(models("").of(Mode.LIVE).apiKey()).isEqualTo("sk-entered");
  }

  @Test
  @DisplayName("H8 A check's key follows no redirect to another host")
  void followsNoRedirect() throws Exception {
    AtomicInteger reached = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/v1/models",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url + "/thief");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext("/thief", exchange -> reached.incrementAndGet());
    server.start();
    try {
      ModelConnection connection =
          new ModelConnection(Mode.LIVE, url + "/v1", "sk-secret", "m", "e", null);

      assertThat(ModelList.ask(connection).status()).isEqualTo(302);
      assertThat(reached).hasValue(0);
      assertThat(connection.toString()).doesNotContain("sk-secret");
    } finally {
      server.stop(0);
    }
  }
}
