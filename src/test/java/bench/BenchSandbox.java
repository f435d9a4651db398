package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.sandbox.SandboxMain;
import hub.sandbox.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox as a process of its own, with its durable journal of what it was asked. */
public final class BenchSandbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildProcess process;
  private final Path journal;
  private final String url;
  private final String secret;
  private final Secrets secrets;
  private final HttpClient http = HttpClient.newHttpClient();

  BenchSandbox(Path folder, int seed) throws IOException {
    this(folder, seed, List.of());
  }

  /** With further options of {@link SandboxMain}. */
  public BenchSandbox(Path folder, int seed, List<String> options) throws IOException {
    this.journal = folder.resolve("vendor.jsonl");
    this.process =
        new ChildProcess(
            SandboxMain.class,
            List.of("-Xmx512m"),
            Stream.concat(
                    Stream.of("--port=0", "--seed=" + seed, "--journal=" + journal),
                    options.stream())
                .toList());
    this.url = process.next("sandbox");
    this.secret = process.next("secret");
    this.secrets = new Secrets(secret);
  }

  /** Its address, for a hub whose vendors are all in it. */
  public String url() {
    return url;
  }

  /** What all its keys are derived from. */
  public String secret() {
    return secret;
  }

  String openaiUrl() {
    return url + "/openai/v1";
  }

  String openaiKey() {
    return secrets.openaiKey();
  }

  /** Switches a fault on for a share of the model's calls. */
  void fault(String kind, double share) throws IOException, InterruptedException {
    control("POST", "{\"vendor\":\"openai\",\"kind\":\"%s\",\"share\":%s}".formatted(kind, share));
  }

  /** Makes a vendor, {@code openai} or {@code reddit}, wait so long before it answers. */
  public void takes(String vendor, Duration time) throws IOException, InterruptedException {
    control(
        "POST",
        "{\"vendor\":\"%s\",\"kind\":\"latency\",\"millis\":%d,\"share\":1}"
            .formatted(vendor, time.toMillis()));
  }

  void clearFaults() throws IOException, InterruptedException {
    control("DELETE", "");
  }

  private void control(String method, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/control/faults"))
                .header("Authorization", "Bearer " + secrets.control())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "The sandbox's control answered " + answer.statusCode() + " " + answer.body());
    }
  }

  /** What it was asked, line by line. */
  public Stream<JsonNode> journal() throws IOException {
    return Files.lines(journal).map(BenchSandbox::parsed);
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
