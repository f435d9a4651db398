package hub.reddit;

import hub.Mode;
import hub.web.Check;
import hub.web.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether Reddit knows each app, by a log-in that costs nothing. */
@Component
@Order(5)
public class RedditCheck implements Check {
  private static final String PAGE = "/settings/reddit";

  private final RedditAccounts accounts;
  private final RedditSetup setup;

  RedditCheck(RedditAccounts accounts, RedditSetup setup) {
    this.accounts = accounts;
    this.setup = setup;
  }

  @Override
  public String subject() {
    return "Reddit";
  }

  @Override
  public Finding look() throws InterruptedException {
    if (accounts.mode() == Mode.SANDBOX) {
      return Finding.attention(
          "Simulated on this machine; its posts and people are invented.",
          "Enter your approved app when you have one.",
          PAGE);
    }
    String trouble = accounts.trouble();
    if (trouble != null) {
      return Finding.broken("Collecting waits. " + trouble + ".", "Enter it.", PAGE);
    }
    Finding known = logIn();
    String stopped = setup.state().stopped();
    return known.result() == Finding.Result.OK && stopped != null
        ? Finding.broken(
            "It knows the app, but has refused us: " + stopped, "Look, then ask it again.", PAGE)
        : known;
  }

  /** Logs every app in, live or not yet; to be asked only when a key is there. */
  public Finding logIn() throws InterruptedException {
    RedditAccess access = accounts.unchecked();
    for (RedditAccess.App app : access.apps()) {
      Finding finding = logIn(access, app);
      if (finding.result() != Finding.Result.OK) {
        return finding;
      }
    }
    return approved(access.apps().size());
  }

  /** Logs one app in, kept or not yet. */
  public Finding logIn(RedditAccess.App app) throws InterruptedException {
    return logIn(accounts.with(List.of(app)), app);
  }

  /**
   * Logs in an app that is listed.
   *
   * @return empty if it is not, or its secret can't be used
   */
  public Optional<Finding> logIn(String clientId) throws InterruptedException {
    if (accounts.trouble() != null) {
      return Optional.empty();
    }
    for (RedditAccess.App app : accounts.unchecked().apps()) {
      if (app.clientId().equals(clientId)) {
        return Optional.of(logIn(app));
      }
    }
    return Optional.empty();
  }

  private Finding logIn(RedditAccess access, RedditAccess.App app) throws InterruptedException {
    try {
      RedditLogIn.Said said = RedditLogIn.ask(access, app);
      if (said.status() == 200 && said.token()) {
        return Finding.ok("known");
      }
      return said.status() == 401 || said.status() == 403 || said.status() == 200
          ? Finding.broken(
              "Reddit refused the log-in of %s with %d.".formatted(app, said.status()),
              "Check client id and secret, and that the app’s approval still stands.",
              PAGE)
          : Finding.broken(
              "Reddit answered %d to a log-in.".formatted(said.status()),
              "Wait if Reddit has an outage; then look again.",
              null);
    } catch (IOException e) {
      return Finding.broken(
          access.tokenUrl() + " can’t be reached (" + e.getClass().getSimpleName() + ").",
          "Check hub.reddit.token-url, and the way from this machine to it.",
          null);
    }
  }

  private Finding approved(int apps) {
    String approval = setup.state().approval();
    String known = apps == 1 ? "Reddit knows the app" : "Reddit knows all " + apps + " apps";
    return approval.isBlank()
        ? Finding.attention(
            known + "; no approval is on record.",
            "Give its reference in hub.reddit.approval (HUB_REDDIT_APPROVAL).",
            null)
        : Finding.ok(known + "; approval " + approval + ".");
  }
}
