package hub.vendors;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals a vendor's key (AES-256-GCM, a random nonce each time), bound to the row it is stored in: a
 * sealed key that is copied to another installation, vendor, column or address does not open.
 */
final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Seal() {}

  /** The row that a sealed key belongs to. */
  record Row(UUID installation, String vendor, String column, String address) {
    /** No part holds a line end, so no two rows give the same bytes. */
    private byte[] bytes() {
      return String.join("\n", "sluice key 1", installation.toString(), vendor, column, address)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * A sealed key as it is stored.
   *
   * @param master the name of the master key that opens it
   */
  record Sealed(byte[] nonce, byte[] text, String master) {}

  static Sealed close(MasterKey master, Row row, String key) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, master, nonce, row)
              .doFinal(key.getBytes(StandardCharsets.UTF_8));
      return new Sealed(nonce, text, master.name());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK seals with " + CIPHER, e);
    }
  }

  /**
   * The key again.
   *
   * @throws AEADBadTagException if it was sealed with another master key or for another row, or was
   *     changed since
   */
  static String open(MasterKey master, Row row, Sealed sealed) throws AEADBadTagException {
    try {
      byte[] key = cipher(Cipher.DECRYPT_MODE, master, sealed.nonce(), row).doFinal(sealed.text());
      return new String(key, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK opens " + CIPHER, e);
    }
  }

  private static Cipher cipher(int mode, MasterKey master, byte[] nonce, Row row)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, master.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(row.bytes());
    return cipher;
  }
}
