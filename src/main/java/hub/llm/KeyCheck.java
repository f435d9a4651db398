package hub.llm;

import hub.Mode;
import java.io.IOException;
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
  private static final int UNAUTHORIZED = 401;

  private final ModelAccess access;

  KeyCheck(ModelAccess access) {
    this.access = access;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (access.mode() == Mode.LIVE) {
      ModelConnection connection = access.now();
      Thread.startVirtualThread(() -> check(connection));
    }
  }

  private void check(ModelConnection connection) {
    if (connection.trouble() != null) {
      LOG.error("{}. Until then paid work waits and nothing is lost.", connection.trouble());
      return;
    }
    try {
      tell(connection, ModelList.ask(connection).status());
    } catch (IOException e) {
      LOG.warn(
          "{} can't be reached ({}). Check the address in Settings or hub.llm.base-url"
              + " (HUB_LLM_BASE_URL); paid work waits until it answers.",
          connection.baseUrl(),
          e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(ModelConnection connection, int status) {
    if (status == UNAUTHORIZED) {
      LOG.error(
          "{} refused the key. Put the right one into Settings, or into hub.llm.api-key"
              + " (HUB_LLM_API_KEY) and start again; until then paid work waits and nothing is"
              + " lost.",
          connection.baseUrl());
    } else {
      LOG.info("{} knows the key", connection.baseUrl());
    }
  }
}
