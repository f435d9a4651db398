package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often, how long and where the component calls. */
class OneAttemptTest {

  private OpenAIRunner runner;

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @Test
  void callsOnceWithoutRetriesAndKeepsRetryAfterReachable() {
    Map<String, String> headers = Map.of("Content-Type", "application/json", "Retry-After", "17");
    runner.openai.answer(429, headers, Answers.error("rate_limit_exceeded"));

    Exchange exchange = runner.send("openai:chat-completion?maxRetries=0", "q");

    assertThat(OpenAIRunner.failure(exchange))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            error -> assertThat(error.headers().values("Retry-After")).containsExactly("17"));
    assertThat(runner.openai.asked()).hasSize(1);
  }

  @Test
  void callsAgainAsOftenAsRetriesAllow() {
    runner.openai.answer(500, Map.of("Retry-After-Ms", "1"), "");

    runner.send(
        "openai:chat-completion?maxRetries=1",
        "q",
        Map.of(OpenAIConstants.CLIENT_REQUEST_ID, "same"));

    assertThat(runner.openai.asked())
        .hasSize(2)
        .allSatisfy(
            asked -> assertThat(asked.headers()).containsEntry("x-client-request-id", "same"));
  }

  @Test
  void callsOnceWhenAConnectionThatWasKeptOpenIsCut() throws Exception {
    try (CuttingServer server = new CuttingServer(Answers.chat("first"))) {
      String uri = "openai:chat-completion?maxRetries=0&baseUrl=" + server.baseUrl();

      Exchange answered = runner.send(uri, "one");
      Exchange cut = runner.send(uri, "two");

      assertThat(answered.getMessage().getBody()).isEqualTo("first");
      assertThat(OpenAIRunner.failure(cut)).isInstanceOf(OpenAIIoException.class);
      assertThat(server.requests).hasValue(2);
    }
  }

  @Test
  void followsNoRedirectSoThatNoOtherHostSeesKeyOrPrompt() throws Exception {
    try (FakeOpenAI elsewhere = new FakeOpenAI()) {
      elsewhere.answer(200, Answers.JSON, Answers.chat("stolen"));
      runner.openai.answer(307, Map.of("Location", elsewhere.baseUrl() + "/chat/completions"), "");

      Exchange exchange =
          runner.send("openai:chat-completion?maxRetries=0&additionalHeader.api-key=secret", "q");

      assertThat(OpenAIRunner.failure(exchange))
          .isInstanceOfSatisfying(
              OpenAIServiceException.class, error -> assertThat(error.statusCode()).isEqualTo(307));
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void givesUpWhenTheRequestTakesTooLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Exchange exchange =
          runner.send(
              "openai:chat-completion?maxRetries=0&requestTimeout=200&baseUrl=http://127.0.0.1:"
                  + silent.getLocalPort()
                  + "/v1",
              "q");

      assertThat(OpenAIRunner.failure(exchange)).isInstanceOf(OpenAIIoException.class);
    }
  }

  /**
   * Answers the first request and keeps the connection open; cuts it when the second has been read.
   */
  private static final class CuttingServer implements AutoCloseable {

    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final byte[] answer;

    CuttingServer(String answer) throws IOException {
      this.answer = answer.getBytes(StandardCharsets.UTF_8);
      Thread.ofVirtual().start(this::acceptAll);
    }

    String baseUrl() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    private void acceptAll() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          serve(connection);
        } catch (IOException testIsOver) {
          return;
        }
      }
    }

    private void serve(Socket connection) throws IOException {
      while (readRequest(connection)) {
        if (requests.incrementAndGet() > 1) {
          return;
        }
        connection
            .getOutputStream()
            .write(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + answer.length
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(answer);
      }
    }

    private static boolean readRequest(Socket connection) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = connection.getInputStream().read();
        if (next < 0) {
          return false;
        }
        head.append((char) next);
      }
      String length =
          head.toString()
              .lines()
              .filter(line -> line.toLowerCase().startsWith("content-length:"))
              .findFirst()
              .orElseThrow();
      connection.getInputStream().readNBytes(Integer.parseInt(length.substring(15).strip()));
      return true;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
