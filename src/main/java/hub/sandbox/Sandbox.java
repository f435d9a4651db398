package hub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the sandboxed vendors are and which keys they ask for. A server inside the hub is started
 * when an address is first asked for, so a hub whose vendors are all live has none.
 */
@Component
public class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;
  private final Catalogue catalogue;
  private final Secrets secrets;
  private @Nullable SandboxServer server;

  Sandbox(SandboxSettings settings) {
    this.settings = settings;
    this.catalogue = Catalogue.standard();
    this.secrets = new Secrets(settings.secret().isBlank() ? Secrets.random() : settings.secret());
  }

  /** The base address for both www.reddit.com and oauth.reddit.com, without a slash at its end. */
  public String redditUrl() {
    return url() + "/reddit";
  }

  /** The base address for api.openai.com, with {@code /v1}. */
  public String openaiUrl() {
    return url() + "/openai/v1";
  }

  /** The base address for api.stripe.com, without a slash at its end. */
  public String stripeUrl() {
    return url() + "/stripe";
  }

  /** The base address of Pinecone's control plane. */
  public String pineconeUrl() {
    return url() + "/pinecone";
  }

  /** Ends the running period of every subscription at the sandbox's Stripe now. */
  public void endStripeMonth() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stripeUrl() + "/control/end-periods"))
            .header("Authorization", "Bearer " + secrets.control())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The base address of a forum that asks for no key, by its word. */
  public String forumUrl(String word) {
    return url() + "/" + word;
  }

  /** The keys to call it with. */
  public Secrets secrets() {
    return secrets;
  }

  /** The vendors it plays, by the names that faults go by. */
  public List<String> vendors() {
    return Vendors.NAMES;
  }

  /** The topics it knows. */
  public List<Catalogue.Topic> topics() {
    return catalogue.topics();
  }

  /** Whether one runs: inside the hub, or as a process of its own. */
  public synchronized boolean isStarted() {
    return server != null || !settings.url().isBlank();
  }

  /** What goes wrong on purpose, wherever the sandbox runs. */
  public Switches switches() {
    return new Switches(url(), secrets.control());
  }

  /** Faults of the server inside the hub, for tests. */
  public Faults faults() {
    return running().faults();
  }

  private String url() {
    return settings.url().isBlank() ? running().url() : settings.url();
  }

  private synchronized SandboxServer running() {
    if (server == null) {
      server = SandboxServer.start(options());
    }
    return server;
  }

  private SandboxOptions options() {
    return new SandboxOptions(
        0,
        settings.seed(),
        settings.latency(),
        null,
        secrets.secret(),
        settings.size(),
        settings.rateLimited(),
        Clock.systemUTC(),
        settings.stripeFile().isBlank() ? null : Path.of(settings.stripeFile()));
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
    }
  }
}
