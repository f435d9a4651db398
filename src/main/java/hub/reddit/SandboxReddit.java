package hub.reddit;

import hub.sandbox.Sandbox;
import hub.sandbox.Secrets;
import java.net.URI;
import java.util.stream.IntStream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Where there are no apps of the user's own, Reddit is the sandbox's, which starts when it is first
 * asked; known before the first journey starts.
 */
@Component
class SandboxReddit implements SmartInitializingSingleton {
  private final RedditAccounts accounts;
  private final Sandbox sandbox;

  SandboxReddit(RedditAccounts accounts, Sandbox sandbox) {
    this.accounts = accounts;
    this.sandbox = sandbox;
  }

  @Override
  public void afterSingletonsInstantiated() {
    accounts.rememberEnvironment();
    accounts.sandboxBy(
        () ->
            accounts.sandboxAt(
                URI.create(sandbox.redditUrl()),
                IntStream.rangeClosed(1, Secrets.REDDIT_APPS)
                    .mapToObj(
                        app ->
                            new RedditAccess.App(
                                sandbox.secrets().redditClientId(app),
                                sandbox.secrets().redditClientSecret(app)))
                    .toList()));
  }
}
