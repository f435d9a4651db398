package hub.ledger;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How entries are chained and checkpoints given away.
 *
 * @param chainEvery how often entries that no chain holds yet are looked for
 * @param checkpointEvery a chain that grew is signed again after this long at the latest
 * @param checkpointEntries or after so many entries
 * @param checkpointFolder where signed checkpoints go; best on another machine
 * @param signingKeyFile what signs them; empty: beside the data folder
 */
@ConfigurationProperties("hub.ledger")
public record LedgerSettings(
    @DefaultValue("1s") Duration chainEvery,
    @DefaultValue("1m") Duration checkpointEvery,
    @DefaultValue("100") int checkpointEntries,
    @DefaultValue("./data/checkpoints") Path checkpointFolder,
    @DefaultValue("") String signingKeyFile) {

  /** The signing key's file, given the data folder: {@code data.keys/ledger.key} beside it. */
  Path signingKeyFile(Path data) {
    Path folder = data.toAbsolutePath().normalize();
    return signingKeyFile.isBlank()
        ? folder.resolveSibling(folder.getFileName() + ".keys").resolve("ledger.key")
        : Path.of(signingKeyFile.strip()).toAbsolutePath().normalize();
  }
}
