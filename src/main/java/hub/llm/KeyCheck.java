package hub.llm;

import hub.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Asks the vendor at the start whether it knows the key, by the list of models, which costs
 * nothing. A wrong key is told at once, with where to put the right one; the hub starts all the
 * same, and paid work parks until the key is right.
 */
@Component
class KeyCheck implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;

  private final ModelAccess access;

  KeyCheck(ModelAccess access) {
    this.access = access;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (access.mode() == Mode.LIVE) {
      Thread.startVirtualThread(this::check);
    }
  }

  private void check() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(access.baseUrl() + "/models"))
            .header("Authorization", "Bearer " + access.apiKey())
            .timeout(PATIENCE)
            .build();
    // Redirects are not followed: the key goes to the configured host alone.
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      tell(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      LOG.warn(
          "{} can't be reached ({}). Check hub.llm.base-url (HUB_LLM_BASE_URL); paid work waits"
              + " until it answers.",
          access.baseUrl(),
          e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(int status) {
    if (status == UNAUTHORIZED) {
      LOG.error(
          "{} refused the key in hub.llm.api-key (HUB_LLM_API_KEY). Put the right one there and"
              + " start again; until then paid work waits and nothing is lost.",
          access.baseUrl());
    } else {
      LOG.info("{} knows the key", access.baseUrl());
    }
  }
}
