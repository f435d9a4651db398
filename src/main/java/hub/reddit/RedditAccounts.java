package hub.reddit;

import hub.Mode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows how each mode's Reddit is reached: the live one by configuration, the sandbox once it has
 * started.
 */
@Component
public class RedditAccounts {
  private static final String AGENT = "java:io.sluice:0.1.0 (by /u/%s)";

  private final RedditSettings settings;
  private volatile @Nullable RedditAccess sandbox;

  public RedditAccounts(RedditSettings settings) {
    this.settings = settings;
  }

  /** Whether the user's own apps are configured; if not, Reddit is the sandbox's. */
  public boolean hasKey() {
    return !settings.apps().isEmpty();
  }

  /**
   * Tells where the sandbox's Reddit answers.
   *
   * @param baseUrl for instance {@code http://127.0.0.1:40123/reddit}; tokens are given below it
   */
  public void sandboxAt(URI baseUrl, String clientId, String clientSecret) {
    sandbox =
        new RedditAccess(
            Mode.SANDBOX,
            baseUrl,
            URI.create(baseUrl + "/api/v1/access_token"),
            List.of(new RedditAccess.App(clientId, clientSecret)),
            AGENT.formatted("sandbox"),
            settings.sandboxRequestsPerMinute());
  }

  /**
   * How this mode's Reddit is reached.
   *
   * @throws IllegalStateException if it can't be: no key for the live one, no sandbox started
   */
  public RedditAccess of(Mode mode) {
    return mode == Mode.LIVE ? live() : startedSandbox();
  }

  private RedditAccess live() {
    if (!hasKey()) {
      throw new IllegalStateException(
          "Reddit has no key: give hub.reddit.apps[0].client-id and client-secret");
    }
    return new RedditAccess(
        Mode.LIVE,
        settings.baseUrl(),
        settings.tokenUrl(),
        settings.apps(),
        AGENT.formatted(settings.user()),
        settings.requestsPerMinute());
  }

  private RedditAccess startedSandbox() {
    RedditAccess started = sandbox;
    if (started == null) {
      throw new IllegalStateException(
          "The sandbox's Reddit was asked before the sandbox has started");
    }
    return started;
  }
}
