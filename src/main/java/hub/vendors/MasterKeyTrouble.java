package hub.vendors;

/** The master key cannot be used; the message names where it is and what to do. */
public final class MasterKeyTrouble extends RuntimeException {
  MasterKeyTrouble(String message) {
    super(message);
  }

  MasterKeyTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
