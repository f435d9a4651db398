package hub.vectors;

import hub.Mode;
import hub.sandbox.Sandbox;
import hub.vendors.StoredKey;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import io.pinecone.exceptions.PineconeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How Pinecone is reached: with the environment's key, else with the one that the administrator
 * entered, else its sandbox where that is wished for, else not at all. Once it was live, a missing
 * key has changes wait and the local index answer.
 */
@Component
class PineconeAccess {
  /** As the stored settings name the vendor. */
  static final String VENDOR = "pinecone";

  private final PineconeSettings settings;
  private final VendorStore store;
  private final Sandbox sandbox;

  PineconeAccess(PineconeSettings settings, VendorStore store, Sandbox sandbox) {
    this.settings = settings;
    this.store = store;
    this.sandbox = sandbox;
  }

  /**
   * Where its control plane is and as whom it is asked.
   *
   * @param key secret; empty when there is trouble
   * @param trouble why it can't be asked and what to do, a sentence; null if it can
   */
  record Connection(Mode mode, String address, String key, @Nullable String trouble) {
    /** The sandbox and a server of one's own can do without. */
    boolean hasTls() {
      return !address.startsWith("http://");
    }

    /** Its control plane. */
    io.pinecone.clients.Pinecone control() {
      return new io.pinecone.clients.Pinecone.Builder(key)
          .withHost(address)
          .withTlsEnabled(hasTls())
          .build();
    }

    /** Whether it answers, and knows the key; costs nothing. */
    boolean answers() {
      try {
        control().listIndexes();
        return true;
      } catch (PineconeException refused) {
        return false;
      }
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Connection[" + mode + ", " + address + "]";
    }
  }

  boolean isFromEnvironment() {
    return !settings.apiKey().isBlank();
  }

  /** Whether it is used at all. */
  boolean isUsed() {
    return isLive() || settings.sandbox();
  }

  private boolean isLive() {
    return isFromEnvironment() || store.wasLive(VENDOR);
  }

  /** Whose vectors it gets. */
  Mode mode() {
    return isLive() ? Mode.LIVE : Mode.SANDBOX;
  }

  Connection now() {
    if (isFromEnvironment()) {
      return live(settings.apiKey().strip(), null);
    }
    return isLive()
        ? stored()
        : new Connection(
            Mode.SANDBOX, sandbox.pineconeUrl(), sandbox.secrets().pineconeKey(), null);
  }

  private Connection stored() {
    Optional<StoredVendor> stored = store.find(VENDOR);
    StoredKey key = stored.map(StoredVendor::key).orElse(null);
    if (key == null) {
      return live("", "Pinecone has no key: enter it in Settings");
    }
    if (!stored.map(StoredVendor::address).orElse("").equals(settings.baseUrl())) {
      return live("", "Pinecone's key was stored for another address: enter it again");
    }
    String value = key.value();
    return value == null
        ? live("", "The stored key of Pinecone can't be opened. " + key.trouble())
        : live(value, null);
  }

  private Connection live(String key, @Nullable String trouble) {
    return new Connection(Mode.LIVE, settings.baseUrl(), key, trouble);
  }

  /** With a key that was entered and is not stored yet. */
  Connection entered(String key) {
    return live(key, null);
  }
}
