package hub.llm;

import hub.Mode;
import hub.sandbox.Sandbox;
import hub.vendors.Entries;
import hub.vendors.StoredKey;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The model as the environment configures it, else as the administrator entered it, else the
 * sandbox's. A connection is taken whole from one of them: so a key from the environment goes to
 * the address from the environment alone, and a stored key to the address it was stored for.
 */
@Component
class ConfiguredModels implements ModelAccess {
  /** As the stored settings name the vendor. */
  static final String VENDOR = "openai";

  /** Sent to a server that asks for no key, since the header needs a value. */
  private static final String NO_KEY = "none";

  private static final String SANDBOX_JUDGE = "sandbox-judge-1";
  private static final String SANDBOX_EMBEDDINGS = "sandbox-embed-1";

  private final LlmSettings settings;
  private final VendorStore store;
  private final Sandbox sandbox;

  ConfiguredModels(LlmSettings settings, VendorStore store, Sandbox sandbox) {
    this.settings = settings;
    this.store = store;
    this.sandbox = sandbox;
  }

  /** Whether the environment gives the key, and with it address and model. */
  boolean isFromEnvironment() {
    return !settings.apiKey().isBlank();
  }

  /** A key in the environment makes the vendor live, which is remembered when the key is gone. */
  void rememberEnvironment() {
    if (isFromEnvironment()) {
      store.goLive(VENDOR);
    }
  }

  @Override
  public Mode mode() {
    return isFromEnvironment() || store.wasLive(VENDOR) ? Mode.LIVE : Mode.SANDBOX;
  }

  @Override
  public ModelConnection of(Mode mode) {
    return mode == Mode.SANDBOX ? simulated() : live();
  }

  private ModelConnection simulated() {
    return new ModelConnection(
        Mode.SANDBOX,
        sandbox.openaiUrl(),
        sandbox.secrets().openaiKey(),
        SANDBOX_JUDGE,
        SANDBOX_EMBEDDINGS,
        null);
  }

  private ModelConnection live() {
    if (isFromEnvironment()) {
      String key = settings.apiKey().strip();
      return Entries.keyTrouble(key).isEmpty()
          ? live(settings.baseUrl(), key, settings.model(), null)
          : live(
              settings.baseUrl(),
              "",
              settings.model(),
              "The key in hub.llm.api-key (HUB_LLM_API_KEY) has spaces, line ends or letters that"
                  + " no key has: put the key alone there and start again");
    }
    Optional<StoredVendor> stored = store.find(VENDOR);
    return stored.isPresent()
        ? live(stored.get())
        : live(settings.baseUrl(), "", settings.model(), noKey());
  }

  private ModelConnection live(StoredVendor stored) {
    String named = stored.detail("model");
    String model = named.isEmpty() ? settings.model() : named;
    StoredKey key = stored.key();
    if (key == null) {
      return stored.keyless()
          ? live(stored.address(), NO_KEY, model, null)
          : live(stored.address(), "", model, noKey());
    }
    String value = key.value();
    return value == null
        ? live(
            stored.address(),
            "",
            model,
            "The stored key of the model (OpenAI) can't be opened. " + key.trouble())
        : live(stored.address(), value, model, null);
  }

  private ModelConnection live(String address, String key, String model, @Nullable String trouble) {
    return new ModelConnection(
        Mode.LIVE, address.replaceAll("/+$", ""), key, model, settings.embeddingModel(), trouble);
  }

  private static String noKey() {
    return "The model (OpenAI) has no key: enter it in Settings, or give HUB_LLM_API_KEY and start"
        + " again";
  }
}
