package hub.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The installation's own Ed25519 key, by which others know its checkpoints. */
final class SigningKey {
  private static final String ALGORITHM = "Ed25519";

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  static SigningKey fresh() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * Reads the two lines of a key's file.
   *
   * @throws IllegalArgumentException if they hold no key
   */
  static SigningKey of(List<String> lines) {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          new KeyPair(
              publicKey(lines.get(1)),
              keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(lines.get(0))))));
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("No Ed25519 key: private and public, a line each", e);
    }
  }

  /** Private, then public, a line each. */
  List<String> lines() {
    return List.of(text(pair.getPrivate().getEncoded()), publicKey());
  }

  /** The public key as base64. */
  String publicKey() {
    return text(pair.getPublic().getEncoded());
  }

  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing with a good key cannot fail", e);
    }
  }

  /** Whether the checkpoint was signed by the key it names. */
  static boolean isSigned(Checkpoint checkpoint) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(publicKey(checkpoint.key()));
      signature.update(
          Checkpoint.signed(
                  checkpoint.workspaceId(), checkpoint.seq(), checkpoint.hash(), checkpoint.at())
              .getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes(checkpoint.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
      return false;
    }
  }

  private static PublicKey publicKey(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text.strip());
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
