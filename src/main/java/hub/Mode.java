package hub;

/**
 * Whether real vendors are called and real money moves. Every attempt, cache key, vector, charge
 * and webhook carries its mode, and modes never mix.
 */
public enum Mode {
  /** Vendors simulated on this machine; no money moves. */
  SANDBOX,
  /** The real vendors, with the installation's own keys. */
  LIVE;

  /** The word stored in the database: {@code sandbox} or {@code live}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Reads the stored word.
   *
   * @throws IllegalArgumentException if it is neither {@code sandbox} nor {@code live}
   */
  public static Mode of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
