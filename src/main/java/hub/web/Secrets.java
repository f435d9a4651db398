package hub.web;

import java.security.SecureRandom;
import java.util.Base64;

/** What lets its holder in: told once, and stored as a hash alone. */
final class Secrets {
  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /**
   * A new one of 256 random bits, in characters that stand in addresses and headers as they are.
   */
  static String fresh() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
