package hub.vendors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's key as it is stored. Pages show when it was set and how it ends, never more.
 *
 * @param ending its last four characters; empty for a short key
 * @param value the key; null if it cannot be opened
 * @param trouble why it cannot be opened and what to do, a sentence; null if it can
 */
public record StoredKey(
    String ending, Instant setAt, @Nullable String value, @Nullable String trouble) {

  /** Without the key. */
  @Override
  public String toString() {
    return "StoredKey of " + setAt;
  }
}
