package hub.reddit;

import hub.Mode;
import hub.sources.Stops;
import hub.vendors.Entries;
import hub.vendors.EntryRefused;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Where the administrator enters the approved app, with the reference of its approval. */
@Service
public class RedditSetup {
  private static final String VENDOR = RedditAccounts.VENDOR;

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
        stops.all().get(Mode.LIVE.word() + " reddit"));
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

  private static Map<String, String> checked(Entry entry) {
    return Map.of(
        "client-id",
        Entries.name(
            "clientId",
            entry.clientId(),
            "[\\w-]{6,60}",
            "Paste the client id as Reddit’s page of apps shows it below the app’s name."),
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
