package hub.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A chain's end, signed: whoever keeps it can tell whether anything up to it was changed since.
 *
 * @param seq the last entry's place
 * @param hash its hash, which stands for it and all before it
 * @param key the public key that the signature is checked with, as base64 of its X.509 form
 * @param signature Ed25519 over {@link #signed}, as base64
 */
public record Checkpoint(
    UUID workspaceId, long seq, String hash, Instant at, String key, String signature) {

  /** What is signed. */
  public static String signed(UUID workspaceId, long seq, String hash, Instant at) {
    return String.join(
        "\t",
        "sluice-checkpoint-1",
        workspaceId.toString(),
        Long.toString(seq),
        hash,
        at.toString());
  }

  /** The line of a checkpoint's file: what is signed, the key and the signature between tabs. */
  public String line() {
    return signed(workspaceId, seq, hash, at) + "\t" + key + "\t" + signature;
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Checkpoint of(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 7 || !fields[0].equals("sluice-checkpoint-1")) {
      throw new IllegalArgumentException("No line of a checkpoint: " + line);
    }
    return new Checkpoint(
        UUID.fromString(fields[1]),
        Long.parseLong(fields[2]),
        fields[3],
        Instant.parse(fields[4]),
        fields[5],
        fields[6]);
  }
}
