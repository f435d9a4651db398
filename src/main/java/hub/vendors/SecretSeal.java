package hub.vendors;

import java.util.UUID;
import javax.crypto.AEADBadTagException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals what other rooms keep secret, with the master key that seals the vendors' keys. Bound to
 * this installation, the owner and the name: a sealed secret that is copied elsewhere does not
 * open.
 */
@Component
public class SecretSeal {
  private static final String COLUMN = "flow_secret.sealed";

  private final MasterKeys masters;
  private final JdbcClient jdbc;

  SecretSeal(MasterKeys masters, JdbcClient jdbc) {
    this.masters = masters;
    this.jdbc = jdbc;
  }

  /**
   * A secret as it is stored.
   *
   * @param master the name of the master key that opens it
   */
  public record Sealed(byte[] nonce, byte[] text, String master) {}

  /**
   * Seals a secret.
   *
   * @throws MasterKeyTrouble if there is no master key and none can be made
   */
  public Sealed close(UUID owner, String name, String secret) {
    Seal.Sealed sealed = Seal.close(masters.findOrMake(), row(owner, name), secret);
    return new Sealed(sealed.nonce(), sealed.text(), sealed.master());
  }

  /**
   * The secret again.
   *
   * @throws MasterKeyTrouble if it does not open here
   */
  public String open(UUID owner, String name, Sealed sealed) {
    MasterKey master =
        masters
            .find()
            .filter(key -> key.name().equals(sealed.master()))
            .orElseThrow(
                () ->
                    new MasterKeyTrouble(
                        "The master key that sealed the secret %s is not in %s: put it back, or write the secret again"
                            .formatted(name, masters.place())));
    try {
      return Seal.open(
          master,
          row(owner, name),
          new Seal.Sealed(sealed.nonce(), sealed.text(), sealed.master()));
    } catch (AEADBadTagException e) {
      throw new MasterKeyTrouble(
          "The secret " + name + " does not belong to this row: write it again", e);
    }
  }

  private Seal.Row row(UUID owner, String name) {
    UUID installation = jdbc.sql("select id from installation").query(UUID.class).single();
    return new Seal.Row(installation, "flow", COLUMN, owner + " " + name);
  }
}
