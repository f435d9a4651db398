package hub.vendors;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator entered about a vendor.
 *
 * @param address where its key may be sent, and nowhere else
 * @param details what else the vendor needs, by name: a model, an account, an approval
 * @param keyless whether it was said that it asks for no key
 * @param key null if none is stored
 * @param triedAt when all of this was last tried and found to work; null since the last change
 */
public record StoredVendor(
    String vendor,
    String address,
    Map<String, String> details,
    boolean keyless,
    @Nullable StoredKey key,
    @Nullable Instant triedAt) {

  /** A detail; empty if it was not entered. */
  public String detail(String name) {
    return details.getOrDefault(name, "");
  }
}
