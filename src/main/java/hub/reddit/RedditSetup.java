package hub.reddit;

import hub.Mode;
import hub.reddit.RedditAccess.App;
import hub.sources.Stops;
import hub.vendors.Entries;
import hub.vendors.EntryRefused;
import hub.vendors.MasterKeyTrouble;
import hub.vendors.StoredKey;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where the administrator enters the approved apps, with the reference of their approval. */
@Service
public class RedditSetup {
  private static final String VENDOR = RedditAccounts.VENDOR;
  private static final int MOST_APPS = 10;

  private final RedditAccounts accounts;
  private final RedditSettings settings;
  private final VendorStore store;
  private final Stops stops;

  RedditSetup(RedditAccounts accounts, RedditSettings settings, VendorStore store, Stops stops) {
    this.accounts = accounts;
    this.settings = settings;
    this.store = store;
    this.stops = stops;
  }

  /** How it stands. Never holds the environment's secrets. */
  public RedditState state() {
    boolean environment = accounts.isFromEnvironment();
    Optional<StoredVendor> stored = environment ? Optional.empty() : store.find(VENDOR);
    return new RedditState(
        environment,
        accounts.mode(),
        environment
            ? settings.apps().getFirst().clientId()
            : stored.map(known -> known.detail("client-id")).orElse(""),
        stored.map(StoredVendor::key).orElse(null),
        environment ? settings.user() : stored.map(known -> known.detail("account")).orElse(""),
        environment
            ? settings.approval()
            : stored.map(known -> known.detail("approval")).orElse(""),
        accounts.trouble(),
        stopped(),
        apps());
  }

  /** Why Reddit refused us, or one of the apps. */
  private @Nullable String stopped() {
    String reddit = Mode.LIVE.word() + " reddit";
    return stops.all().entrySet().stream()
        .filter(stop -> stop.getKey().equals(reddit) || stop.getKey().startsWith(reddit + ' '))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private List<RedditApp> apps() {
    if (accounts.isFromEnvironment()) {
      return settings.apps().stream()
          .map(app -> new RedditApp(app.clientId(), null, refused(app.clientId())))
          .toList();
    }
    return store.family(VENDOR).stream()
        .map(app -> new RedditApp(app.detail("client-id"), app.key(), trouble(app)))
        .toList();
  }

  private @Nullable String trouble(StoredVendor app) {
    StoredKey key = app.key();
    if (key == null) {
      return "It has no secret.";
    }
    if (!app.address().equals(accounts.addresses())) {
      return "Its secret was stored for other addresses.";
    }
    return key.trouble() == null ? refused(app.detail("client-id")) : key.trouble() + ".";
  }

  private @Nullable String refused(String clientId) {
    return stops.all().get(Mode.LIVE.word() + ' ' + Turns.source(clientId));
  }

  /** Where the secret is sent. */
  public String tokenAddress() {
    return settings.tokenUrl().toString();
  }

  /**
   * What is entered about the app.
   *
   * @param secret empty to keep the one that is stored
   */
  public record Entry(String clientId, String secret, String account, String approval) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Entry of " + account;
    }
  }

  /**
   * Keeps the app, its secret sealed.
   *
   * @throws EntryRefused naming the field
   * @throws hub.vendors.MasterKeyTrouble if the secret can't be sealed
   */
  public void save(Entry entry, UUID by) {
    refuseEnvironment();
    Map<String, String> details = checked(entry);
    boolean keeps = entry.secret().isBlank() && hasSecretFor(accounts.addresses());
    String secret = keeps ? "" : Entries.key("secret", entry.secret());
    store.save(VENDOR, accounts.addresses(), details, by);
    if (!keeps) {
      store.saveKey(VENDOR, secret, by);
    }
    stops.resume(Mode.LIVE, "reddit");
  }

  /**
   * Keeps a further app, with an allowance of its own, for the same account and approval.
   *
   * @throws EntryRefused naming the field
   * @throws hub.vendors.MasterKeyTrouble if the secret can't be sealed
   */
  public void add(App app, UUID by) {
    String vendor = VENDOR + ":" + app.clientId();
    store.save(vendor, accounts.addresses(), Map.of("client-id", app.clientId()), by);
    try {
      store.saveKey(vendor, app.clientSecret(), by);
    } catch (MasterKeyTrouble trouble) {
      store.remove(vendor);
      throw trouble;
    }
  }

  /**
   * A further app as it was entered, not yet kept.
   *
   * @throws EntryRefused naming the field
   */
  public App further(String clientId, String secret) {
    refuseEnvironment();
    String id = clientId("furtherId", clientId);
    List<StoredVendor> known = store.family(VENDOR);
    if (known.isEmpty()) {
      throw new EntryRefused("furtherId", "Enter the first app with its account above.");
    }
    if (known.stream().anyMatch(app -> app.detail("client-id").equals(id))) {
      throw new EntryRefused("furtherId", "This app is here already.");
    }
    if (known.size() >= MOST_APPS) {
      throw new EntryRefused(
          "furtherId", "Remove another first: %d are the most.".formatted(MOST_APPS));
    }
    return new App(id, Entries.key("furtherSecret", secret));
  }

  /**
   * Forgets an app. Where it was the first, another takes its place beside account and approval.
   *
   * @throws EntryRefused if it is the only one that can be used
   */
  public void remove(String clientId, UUID by) {
    refuseEnvironment();
    StoredVendor app =
        store.family(VENDOR).stream()
            .filter(each -> each.detail("client-id").equals(clientId))
            .findFirst()
            .orElseThrow(() -> new EntryRefused("environment", "There is no such app."));
    if (app.vendor().equals(VENDOR)) {
      replaceFirst(app, by);
    } else {
      store.remove(app.vendor());
    }
  }

  private void replaceFirst(StoredVendor first, UUID by) {
    App next =
        accounts.stored().stream()
            .filter(app -> !app.clientId().equals(first.detail("client-id")))
            .findFirst()
            .orElseThrow(
                () ->
                    new EntryRefused(
                        "environment", "It is the only app. Go back to the sandbox instead."));
    Map<String, String> details = new HashMap<>(first.details());
    details.put("client-id", next.clientId());
    store.save(VENDOR, accounts.addresses(), details, by);
    store.saveKey(VENDOR, next.clientSecret(), by);
    store.tried(VENDOR);
    store.remove(VENDOR + ":" + next.clientId());
  }

  private static String clientId(String field, String entered) {
    return Entries.name(
        field,
        entered,
        "[A-Za-z0-9_-]{6,60}",
        "Paste the client id as Reddit’s page of apps shows it below the app’s name.");
  }

  private static Map<String, String> checked(Entry entry) {
    return Map.of(
        "client-id",
        clientId("clientId", entry.clientId()),
        "account",
        Entries.name(
            "account",
            entry.account().strip().replaceFirst("^/?u/", ""),
            "[\\w-]{3,20}",
            "Give the Reddit account that answers for the app, without u/."),
        "approval",
        Entries.name(
            "approval",
            entry.approval(),
            "[^\\p{Cntrl}]{3,200}",
            "Give the reference of Reddit’s approval: its ticket number, or who wrote when."));
  }

  private boolean hasSecretFor(String addresses) {
    return store
        .find(VENDOR)
        .filter(known -> known.address().equals(addresses))
        .map(StoredVendor::key)
        .filter(key -> key.value() != null)
        .isPresent();
  }

  /** From now on Reddit itself is read, or collecting waits. */
  public void goLive() {
    refuseEnvironment();
    store.tried(VENDOR);
    store.goLive(VENDOR);
    stops.resume(Mode.LIVE, "reddit");
  }

  /** A person has looked: Reddit may be asked again. */
  public void resume() {
    stops.resume(Mode.LIVE, "reddit");
  }

  /** New analyses read invented posts again, and the secret is erased. */
  public void backToSandbox(UUID by) {
    refuseEnvironment();
    store.family(VENDOR).stream()
        .map(StoredVendor::vendor)
        .filter(vendor -> !vendor.equals(VENDOR))
        .forEach(store::remove);
    store.backToSandbox(VENDOR, by);
  }

  private void refuseEnvironment() {
    if (accounts.isFromEnvironment()) {
      throw new EntryRefused(
          "environment",
          "The environment gives Reddit’s apps (HUB_REDDIT_APPS_0_CLIENT_ID): change them there and"
              + " start again.");
    }
  }
}
