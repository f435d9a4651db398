package hub.vendors;

import hub.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals the vendors' keys.
 *
 * @param key 256 bits
 * @param name tells one master key from another without telling the key
 */
record MasterKey(SecretKey key, String name) {
  static final int BYTES = 32;

  static MasterKey of(byte[] bytes) {
    byte[] hash = Sha256.of("the name of a master key: ".getBytes(StandardCharsets.UTF_8), bytes);
    return new MasterKey(new SecretKeySpec(bytes, "AES"), HexFormat.of().formatHex(hash, 0, 8));
  }

  /**
   * Reads 32 bytes as base64.
   *
   * @param where names the place in the error
   * @throws MasterKeyTrouble if it is something else
   */
  static MasterKey read(String text, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      if (bytes.length == BYTES) {
        return of(bytes);
      }
    } catch (IllegalArgumentException noBase64) {
      throw unreadable(where);
    }
    throw unreadable(where);
  }

  private static MasterKeyTrouble unreadable(String where) {
    return new MasterKeyTrouble(
        where
            + " holds no master key: 32 random bytes as base64, as \"openssl rand -base64 32\""
            + " makes them");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "MasterKey " + name;
  }
}
