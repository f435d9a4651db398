package hub.llm;

import hub.Mode;
import hub.budget.ModelStops;
import hub.vendors.Addresses;
import hub.vendors.Entries;
import hub.vendors.EntryRefused;
import hub.vendors.StoredVendor;
import hub.vendors.VendorStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Where the administrator sets the model up: any server that speaks OpenAI's API, one's own too.
 * What is entered counts for the next call once the model is live; until then only a trial uses it.
 */
@Service
public class ModelSetup {
  private static final String VENDOR = ConfiguredModels.VENDOR;
  private static final String MODEL = "[\\w./:@+-]{1,100}";

  private final ConfiguredModels models;
  private final LlmSettings settings;
  private final VendorStore store;
  private final Prices prices;
  private final ModelStops stops;
  private final Clock clock;

  ModelSetup(
      ConfiguredModels models,
      LlmSettings settings,
      VendorStore store,
      Prices prices,
      ModelStops stops,
      Clock clock) {
    this.models = models;
    this.settings = settings;
    this.store = store;
    this.prices = prices;
    this.stops = stops;
    this.clock = clock;
  }

  /** How it stands. Never holds the environment's key. */
  public ModelState state() {
    boolean environment = models.isFromEnvironment();
    Optional<StoredVendor> stored = environment ? Optional.empty() : store.find(VENDOR);
    String model =
        environment ? settings.model() : stored.map(known -> known.detail("model")).orElse("");
    return new ModelState(
        environment,
        models.mode(),
        environment ? settings.baseUrl() : stored.map(StoredVendor::address).orElse(""),
        stored.map(StoredVendor::key).orElse(null),
        stored.map(StoredVendor::keyless).orElse(false),
        model,
        model.isEmpty() ? Optional.empty() : prices.find(model),
        stored.map(StoredVendor::triedAt).orElse(null),
        models.mode() == Mode.LIVE ? models.now().trouble() : null);
  }

  /** The address to begin with. */
  public String usualAddress() {
    return settings.baseUrl();
  }

  /** The model to begin with. */
  public String usualModel() {
    return settings.model();
  }

  /**
   * Keeps the address. Another one than before erases the key.
   *
   * @throws EntryRefused naming the field
   */
  public void address(String entered, UUID by) {
    refuseEnvironment("address");
    String address = Addresses.checked("address", entered);
    Map<String, String> details = store.find(VENDOR).map(StoredVendor::details).orElse(Map.of());
    store.save(VENDOR, address, details, by);
  }

  /**
   * Seals and keeps the key for the present address.
   *
   * @param keyless whether the server asks for none; {@code entered} is empty then
   * @throws EntryRefused naming the field
   * @throws hub.vendors.MasterKeyTrouble if it can't be sealed
   */
  public void key(String entered, boolean keyless, UUID by) {
    refuseEnvironment("key");
    stored("key");
    if (!keyless) {
      store.saveKey(VENDOR, Entries.key("key", entered), by);
    } else if (entered.isBlank()) {
      store.eraseKey(VENDOR, true, by);
    } else {
      throw new EntryRefused(
          "key", "Either it asks for no key, or this is the key: clear one of both.");
    }
  }

  /**
   * Keeps the model's name and, unless it is empty, adds its price to the price table.
   *
   * @throws EntryRefused naming the field
   */
  public void model(String entered, PriceEntry price, UUID by) {
    refuseEnvironment("model");
    StoredVendor stored = stored("model");
    String model =
        Entries.name(
            "model",
            entered,
            MODEL,
            "Give the model’s name as its server knows it, like gpt-4.1-mini or llama3.1:8b.");
    if (!price.isEmpty()) {
      publish(model, price, by);
    } else if (prices.find(model).isEmpty()) {
      throw new EntryRefused(
          "input",
          "The price table has no model "
              + model
              + ": give its price, or say that it costs nothing.");
    }
    store.save(VENDOR, stored.address(), Map.of("model", model), by);
  }

  private void publish(String model, PriceEntry entry, UUID by) {
    ModelPrice price = entry.price(model);
    String source = "settings " + clock.instant();
    try {
      if (price.isFree()) {
        prices.publishFree(source, by, price);
      } else {
        prices.publish(clock.instant(), source, by, List.of(price));
      }
    } catch (IllegalArgumentException implausible) {
      throw new EntryRefused(
          "input", implausible.getMessage() + ". Check the unit: a million tokens.");
    }
  }

  /**
   * From now on the model itself answers, or work waits for it.
   *
   * @throws EntryRefused if it was not tried since the last change
   */
  public void goLive() {
    refuseEnvironment("live");
    if (stored("live").triedAt() == null || !state().isComplete()) {
      throw new EntryRefused(
          "live", "Try the model first: what was entered since the last trial is untried.");
    }
    store.goLive(VENDOR);
  }

  /** New analyses are simulated again, and the key is erased. */
  public void backToSandbox(UUID by) {
    refuseEnvironment("live");
    store.backToSandbox(VENDOR, by);
  }

  /** The models that wait for a person. */
  public List<ModelStops.Stop> stopped() {
    return stops.open();
  }

  /** A person has looked: this attempt's model may be asked again. */
  public void resume(UUID attempt, UUID by) {
    stops.open().stream()
        .filter(stop -> stop.attemptId().equals(attempt))
        .forEach(stop -> stops.clear(stop.mode(), stop.vendor(), stop.model(), by));
  }

  private StoredVendor stored(String field) {
    return store
        .find(VENDOR)
        .orElseThrow(() -> new EntryRefused(field, "Enter the address first."));
  }

  private void refuseEnvironment(String field) {
    if (models.isFromEnvironment()) {
      throw new EntryRefused(
          field,
          "The environment gives the model’s key (HUB_LLM_API_KEY), and with it address and model:"
              + " change them there and start again.");
    }
  }
}
