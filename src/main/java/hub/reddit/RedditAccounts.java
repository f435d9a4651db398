package hub.reddit;

import hub.Mode;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import hub.vendors.Entries;
import hub.vendors.StoredKey;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows how each mode's Reddit is reached: the live one by the apps in the environment, else by
 * those that the administrator entered; the sandbox once it is asked. What is entered counts for
 * the next request.
 */
@Component
public class RedditAccounts {
  /** As the stored settings name the vendor. */
  static final String VENDOR = "reddit";

  private static final String AGENT = "java:io.sluice:0.1.0 (by /u/%s)";
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final RedditSettings settings;
  private final VendorStore store;
  private volatile @Nullable RedditAccess sandbox;
  private volatile @Nullable Runnable sandboxStart;

  public RedditAccounts(RedditSettings settings, VendorStore store) {
    this.settings = settings;
    this.store = store;
  }

  /** Whether the environment gives the apps. */
  boolean isFromEnvironment() {
    return !settings.apps().isEmpty();
  }

  /** Apps in the environment make Reddit live, which is remembered when they are gone. */
  void rememberEnvironment() {
    if (isFromEnvironment()) {
      store.goLive(VENDOR);
    }
  }

  /** Live once there was an app; from then on never the sandbox by itself. */
  public Mode mode() {
    return isFromEnvironment() || store.wasLive(VENDOR) ? Mode.LIVE : Mode.SANDBOX;
  }

  /** Why the live Reddit can't be asked and what to do, a sentence; null if it can. */
  @Nullable String trouble() {
    if (isFromEnvironment()) {
      return settings.apps().stream()
              .allMatch(app -> Entries.keyTrouble(app.clientSecret()).isEmpty())
          ? null
          : "A secret in hub.reddit.apps is empty or has spaces or line ends: put the secret alone"
              + " there and start again";
    }
    if (!stored().isEmpty()) {
      return null;
    }
    Optional<StoredVendor> stored = store.find(VENDOR);
    StoredKey key = stored.map(StoredVendor::key).orElse(null);
    if (key == null) {
      return "Reddit has no key: enter your approved app in Settings, or give"
          + " hub.reddit.apps[0].client-id and client-secret and start again";
    }
    if (!stored.get().address().equals(addresses())) {
      return "Reddit's key was stored for other addresses than hub.reddit.base-url and token-url"
          + " name now: enter the key again in Settings";
    }
    return key.trouble() == null ? null : "Reddit's stored key can't be opened. " + key.trouble();
  }

  /** The stored apps that can be used now: their secrets open, for the addresses of today. */
  List<RedditAccess.App> stored() {
    List<RedditAccess.App> apps = new ArrayList<>();
    for (StoredVendor app : store.family(VENDOR)) {
      StoredKey key = app.key();
      String secret = key == null ? null : key.value();
      if (secret != null && app.address().equals(addresses())) {
        apps.add(new RedditAccess.App(app.detail("client-id"), secret));
      }
    }
    return apps;
  }

  /** What a stored key is bound to: its secret goes to one, its tokens go to the other. */
  String addresses() {
    return settings.tokenUrl() + " " + settings.baseUrl();
  }

  /** Tells how to start the sandbox's Reddit, if it is ever asked. */
  void sandboxBy(Runnable start) {
    sandboxStart = start;
  }

  /**
   * Tells where the sandbox's Reddit answers.
   *
   * @param baseUrl for instance {@code http://127.0.0.1:40123/reddit}; tokens are given below it
   */
  public void sandboxAt(URI baseUrl, List<RedditAccess.App> apps) {
    sandbox =
        new RedditAccess(
            Mode.SANDBOX,
            baseUrl,
            URI.create(baseUrl + "/api/v1/access_token"),
            apps,
            AGENT.formatted("sandbox"),
            settings.sandboxRequestsPerMinute());
  }

  /**
   * How this mode's Reddit is reached.
   *
   * @throws SourceBusy if it was live and has no key now: work waits for one
   * @throws SourceStopped if it never had one
   * @throws IllegalStateException if there is no sandbox
   */
  public RedditAccess of(Mode mode) {
    return mode == Mode.LIVE ? live() : startedSandbox();
  }

  /** The Reddit that is asked now; empty if none can be, or the sandbox never was. */
  Optional<RedditAccess> known() {
    if (mode() == Mode.SANDBOX) {
      return Optional.ofNullable(sandbox);
    }
    return trouble() == null ? Optional.of(unchecked()) : Optional.empty();
  }

  private RedditAccess live() {
    String trouble = trouble();
    if (trouble == null) {
      return unchecked();
    }
    if (mode() == Mode.LIVE) {
      throw new SourceBusy(LOOK_AGAIN, trouble);
    }
    throw new SourceStopped(trouble + ".");
  }

  /**
   * The live access; to be asked for only without {@link #trouble}.
   *
   * @throws SourceBusy if the key was erased meanwhile
   */
  RedditAccess unchecked() {
    List<RedditAccess.App> apps = isFromEnvironment() ? settings.apps() : stored();
    if (apps.isEmpty()) {
      throw new SourceBusy(LOOK_AGAIN, "Reddit's key was erased meanwhile");
    }
    return with(apps);
  }

  /** The live access with these apps. */
  RedditAccess with(List<RedditAccess.App> apps) {
    return new RedditAccess(
        Mode.LIVE,
        settings.baseUrl(),
        settings.tokenUrl(),
        apps,
        AGENT.formatted(
            isFromEnvironment()
                ? settings.user()
                : store.find(VENDOR).map(known -> known.detail("account")).orElse("")),
        settings.requestsPerMinute());
  }

  private RedditAccess startedSandbox() {
    Runnable start = sandboxStart;
    if (sandbox == null && start != null) {
      start.run();
    }
    RedditAccess started = sandbox;
    if (started == null) {
      throw new IllegalStateException(
          "The sandbox's Reddit was asked before the sandbox has started");
    }
    return started;
  }
}
