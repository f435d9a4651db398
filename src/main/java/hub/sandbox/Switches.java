package hub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Switches faults of a running sandbox on and off, through its control. */
public final class Switches {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String url;
  private final String key;

  Switches(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** What is switched on. */
  public List<Fault> on() {
    return List.of(JSON.readValue(control("GET", "", ""), Fault[].class));
  }

  /** Switches a fault on. */
  public void add(Fault fault) {
    control("POST", "", JSON.writeValueAsString(fault));
  }

  /** Switches a fault off and lets go whoever waits because of it. */
  public void remove(String id) {
    control("DELETE", "/" + id, "");
  }

  /** Switches everything off. */
  public void clear() {
    control("DELETE", "", "");
  }

  private String control(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/control/faults" + path))
            .header("Authorization", "Bearer " + key)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The sandbox's control answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the sandbox was told", e);
    }
  }
}
