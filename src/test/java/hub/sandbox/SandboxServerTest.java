package hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxServerTest {
  @TempDir Path folder;
  SandboxServer sandbox;
  HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    SandboxOptions options =
        SandboxOptions.standard(1).withJournal(folder.resolve("journal.jsonl"));
    sandbox = SandboxServer.start(options, List.of(new Echo()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
    client.close();
  }

  @Test
  void writesEachRequestIntoTheJournalBeforeTheAnswer() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/echo/some?words=a+b").header("X-Client-Request-Id", "attempt-1").build(),
            BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("a b");
    assertThat(sandbox.journal().counts()).containsEntry("echo 200", 1L);
    assertThat(sandbox.journal().lines().getFirst())
        .contains("attempt-1", "/echo/some", "\"words\":\"a b\"");
  }

  @Test
  void cutsTheConnectionBeforeTheVendorSawAnything() {
    sandbox.faults().add(Fault.of("echo", "cut").times(1));

    assertThatThrownBy(() -> post("/echo/x")).isInstanceOf(IOException.class);

    assertThat(sandbox.journal().counts())
        .containsEntry("echo 0", 1L)
        .doesNotContainKey("echo 200");
  }

  @Test
  void countsWorkWhoseAnswerIsLost() {
    sandbox.faults().add(Fault.of("echo", "cut-answer").times(1));

    assertThatThrownBy(() -> post("/echo/x")).isInstanceOf(IOException.class);

    assertThat(sandbox.journal().counts()).containsEntry("echo 200", 1L);
  }

  @Test
  void holdsAnAnswerUntilReleased() throws Exception {
    String id = sandbox.faults().add(Fault.of("echo", "hold-answer"));

    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("/echo/x?words=late").build(), BodyHandlers.ofString());
    await().until(() -> sandbox.faults().waiting(id) == 1);
    boolean answeredWhileHeld = answer.isDone();
    sandbox.faults().remove(id);

    assertThat(answeredWhileHeld).isFalse();
    assertThat(answer.join().body()).isEqualTo("late");
  }

  @Test
  void switchesFaultsOverItsControlAddress() throws Exception {
    HttpRequest add =
        request("/control/faults")
            .header("Authorization", "Bearer " + sandbox.secrets().control())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"vendor\": \"echo\", \"kind\": \"server-error\", \"status\": 503, \"times\":"
                        + " 1}"))
            .build();

    assertThat(client.send(add, BodyHandlers.ofString()).body()).isEqualTo("{\"id\":\"f1\"}");

    assertThat(get("/echo/x").statusCode()).isEqualTo(503);
    assertThat(get("/echo/x").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsItsControlAddressFromWhoHasNoKey() throws Exception {
    assertThat(get("/control/counts").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAnOptionItDoesNotKnow() {
    assertThatThrownBy(() -> SandboxOptions.of("--prot=80"))
        .hasMessage("The sandbox has no option --prot");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  /** Java's client repeats a GET whose connection ended early, by itself; never a POST. */
  private HttpResponse<String> post(String path) throws Exception {
    return client.send(
        request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + path));
  }

  /** Answers with what it was asked. */
  static class Echo implements VendorApi {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public void answer(Call call) throws IOException {
      String words = call.query().getOrDefault("words", "none");
      call.note("words", words);
      int status = call.fault("server-error").map(Fault::status).orElse(200);
      call.answer(status, "text/plain", words);
    }
  }
}
