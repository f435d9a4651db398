package hub.llm;

import hub.Mode;
import hub.vendors.StoredKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the model is set up, for the administrator's page.
 *
 * @param fromEnvironment whether key, address and model come from the environment; they cannot be
 *     changed on the page then
 * @param mode what answers now
 * @param address empty until one was entered
 * @param key what is stored; null if nothing is
 * @param keyless whether it was said that the server asks for no key
 * @param model empty until one was entered
 * @param price the model's price; empty if it has none
 * @param triedAt when a trial last succeeded; null since the last change
 * @param trouble why the live model can't be asked; null if it can
 */
public record ModelState(
    boolean fromEnvironment,
    Mode mode,
    String address,
    @Nullable StoredKey key,
    boolean keyless,
    String model,
    Optional<ModelPrice> price,
    @Nullable Instant triedAt,
    @Nullable String trouble) {

  /** Whether there is an address. */
  public boolean hasAddress() {
    return !address.isEmpty();
  }

  /** Whether a key can be sent, or none is asked for. */
  public boolean hasKey() {
    return fromEnvironment || keyless || key != null && key.value() != null;
  }

  /** Whether there is a model whose cost is known. */
  public boolean hasModel() {
    return !model.isEmpty() && price.isPresent();
  }

  /** Whether all is there that a call needs. */
  public boolean isComplete() {
    return hasAddress() && hasKey() && hasModel();
  }

  public boolean isLive() {
    return mode == Mode.LIVE;
  }
}
