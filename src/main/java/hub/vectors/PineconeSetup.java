package hub.vectors;

import hub.vectors.PineconeAccess.Connection;
import hub.vendors.Entries;
import hub.vendors.EntryRefused;
import hub.vendors.StoredKey;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where the administrator sets Pinecone up: only a key that it knows is kept. */
@Service
public class PineconeSetup {
  private static final String VENDOR = PineconeAccess.VENDOR;

  private final PineconeAccess access;
  private final PineconeSettings settings;
  private final VendorStore store;

  PineconeSetup(PineconeAccess access, PineconeSettings settings, VendorStore store) {
    this.access = access;
    this.settings = settings;
    this.store = store;
  }

  /**
   * How it stands. Never holds the environment's key.
   *
   * @param used whether it, or its sandbox, is asked at all
   * @param live whether it itself is asked
   * @param address where its key is sent
   * @param key what is stored; null if nothing is
   * @param trouble why it can't be asked; null if it can
   */
  public record State(
      boolean fromEnvironment,
      boolean used,
      boolean live,
      String address,
      @Nullable StoredKey key,
      @Nullable String trouble) {}

  public State state() {
    boolean used = access.isUsed();
    return new State(
        access.isFromEnvironment(),
        used,
        used && access.mode() == hub.Mode.LIVE,
        settings.baseUrl(),
        store.find(VENDOR).map(StoredVendor::key).orElse(null),
        used ? access.now().trouble() : null);
  }

  /**
   * Asks Pinecone for its indexes with this key, which costs nothing; if it knows the key, that is
   * sealed and kept, and Pinecone is used from now on.
   *
   * @throws EntryRefused if it is no key, or Pinecone does not know it
   * @throws hub.vendors.MasterKeyTrouble if it can't be sealed
   */
  public void key(String entered, UUID by) {
    refuseEnvironment();
    String key = Entries.key("key", entered);
    Connection connection = access.entered(key);
    if (!connection.answers()) {
      throw new EntryRefused(
          "key",
          "Pinecone at "
              + connection.address()
              + " does not answer to this key. Nothing was stored.");
    }
    store.save(VENDOR, settings.baseUrl(), Map.of(), by);
    store.saveKey(VENDOR, key, by);
    store.tried(VENDOR);
    store.goLive(VENDOR);
  }

  /** The key is erased; the local index answers alone. */
  public void erase(UUID by) {
    refuseEnvironment();
    store.backToSandbox(VENDOR, by);
  }

  private void refuseEnvironment() {
    if (access.isFromEnvironment()) {
      throw new EntryRefused(
          "key",
          "The environment gives Pinecone’s key (HUB_PINECONE_API_KEY): change it there and start"
              + " again.");
    }
  }
}
