package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hub.Mode;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.sources.TestForums;
import hub.web.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForumsCheckTest {
  private Mode mode = Mode.LIVE;
  private HttpServer server;
  private volatile int status = 404;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isContentWithAnyAnswerOfAForum() throws Exception {
    assertThat(look("some-forum").result()).isEqualTo(Finding.Result.OK);
  }

  @Test
  void saysWhichForumFails() throws Exception {
    status = 503;

    Finding finding = look("some-forum");

    assertThat(finding.result()).isEqualTo(Finding.Result.BROKEN);
    assertThat(finding.seen()).contains("answered 503");
  }

  @Test
  void saysWhichForumIsOutOfReach() throws Exception {
    server.stop(0);

    Finding finding = look("some-forum");

    assertThat(finding.result()).isEqualTo(Finding.Result.BROKEN);
    assertThat(finding.remedy()).contains("hub.sources.some-forum.address");
  }

  @Test
  void asksNobodyWhileTheModelIsSimulated() throws Exception {
    mode = Mode.SANDBOX;
    status = 503;

    assertThat(look("some-forum").seen()).startsWith("Simulated");
  }

  private Finding look(String... words) throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    ModelAccess access =
        ModelAccess.fixed(new ModelConnection(mode, "", "", "some-model", "some-model", null));
    return new ForumsCheck(TestForums.at(address, words), access).look();
  }
}
