package hub.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hub.Logged;
import hub.Mode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

class KeyCheckTest {
  private final Logged log = Logged.by(KeyCheck.class);
  private HttpServer vendor;

  @BeforeEach
  void listen() throws Exception {
    vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vendor.createContext(
        "/v1/models",
        exchange -> {
          boolean known =
              "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(known ? 200 : 401, -1);
          exchange.close();
        });
    vendor.start();
  }

  @AfterEach
  void stop() {
    log.close();
    vendor.stop(0);
  }

  private List<String> saidAbout(Mode mode, String key) {
    String url = "http://127.0.0.1:" + vendor.getAddress().getPort() + "/v1";
    new KeyCheck(
            ModelAccess.fixed(
                new ModelConnection(
                    mode, url, key, "gpt-4.1-mini", "text-embedding-3-small", null)))
        .run(new DefaultApplicationArguments());
    if (mode == Mode.LIVE) {
      await().until(() -> !log.lines().isEmpty());
    }
    return log.lines();
  }

  @Test
  void saysWhereToPutTheRightKeyWhenTheVendorRefusesIt() {
    assertThat(saidAbout(Mode.LIVE, "wrong"))
        .singleElement()
        .asString()
        .contains("Settings", "hub.llm.api-key", "HUB_LLM_API_KEY", "nothing is lost")
        .doesNotContain("wrong");
  }

  @Test
  void saysNothingAlarmingAboutAKeyThatIsKnown() {
    assertThat(saidAbout(Mode.LIVE, "right")).singleElement().asString().contains("knows the key");
  }

  @Test
  void doesNotAskForTheSandbox() {
    assertThat(saidAbout(Mode.SANDBOX, "any")).isEmpty();
  }
}
