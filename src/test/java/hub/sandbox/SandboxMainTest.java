package hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxMainTest {

  @Test
  void keepsItsCountWhenItsProcessIsKilled(@TempDir Path folder) throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    Process process = start(journal);
    try (BufferedReader lines = process.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      String url = lines.readLine().replaceFirst("^sandbox ", "");
      assertThat(lines.readLine()).isEqualTo("secret shared");

      ask(client, url + "/reddit/r/translator/new", "none");
      String counts = ask(client, url + "/control/counts", new Secrets("shared").control());
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

      assertThat(counts).isEqualTo("{\"reddit 401\":1}");
      assertThat(Files.readAllLines(journal))
          .singleElement()
          .asString()
          .contains("/reddit/r/translator/new", "401");
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Path journal) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--seed=3",
                "--secret=shared",
                "--journal=" + journal))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String ask(HttpClient client, String url, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("User-Agent", "java:sluice:v0.1 (by /u/sandbox_tests)")
            .header("Authorization", "Bearer " + key)
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
