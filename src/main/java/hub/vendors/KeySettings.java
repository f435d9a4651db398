package hub.vendors;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the master key is, which seals the vendors' keys.
 *
 * @param masterKey 32 bytes as base64; wins over the file; empty: the file
 * @param masterKeyFile the file that holds it, readable by the hub's user alone; empty: beside the
 *     data folder
 */
@ConfigurationProperties("hub.keys")
record KeySettings(@DefaultValue("") String masterKey, @DefaultValue("") String masterKeyFile) {

  /** The file, given the data folder: {@code data.keys/master.key} beside {@code data}. */
  Path file(Path data) {
    Path folder = data.toAbsolutePath().normalize();
    return masterKeyFile.isBlank()
        ? folder.resolveSibling(folder.getFileName() + ".keys").resolve("master.key")
        : Path.of(masterKeyFile.strip()).toAbsolutePath().normalize();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "KeySettings[" + masterKeyFile + "]";
  }
}
