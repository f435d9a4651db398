package hub.vendors;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Finds the master key: in the environment, or in a file outside the database and its backups. The
 * file is made when the first key is stored, so a hub without stored keys needs none.
 */
@Component
class MasterKeys {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final KeySettings settings;
  private final Path file;

  MasterKeys(KeySettings settings, @Value("${hub.start.data:./data}") Path data) {
    this.settings = settings;
    this.file = settings.file(data);
  }

  /**
   * The master key; empty if there is none yet.
   *
   * @throws MasterKeyTrouble if there is one that cannot be used
   */
  Optional<MasterKey> find() {
    if (!settings.masterKey().isBlank()) {
      return Optional.of(
          MasterKey.read(settings.masterKey(), "hub.keys.master-key (HUB_KEYS_MASTER_KEY)"));
    }
    return Files.exists(file) ? Optional.of(inFile()) : Optional.empty();
  }

  /**
   * The master key, made if there is none.
   *
   * @throws MasterKeyTrouble if it can neither be used nor made
   */
  MasterKey findOrMake() {
    return find().orElseGet(this::make);
  }

  /** Where people find it, in words. */
  String place() {
    return settings.masterKey().isBlank() ? "the file " + file : "the variable HUB_KEYS_MASTER_KEY";
  }

  private MasterKey inFile() {
    try {
      if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new MasterKeyTrouble(
            "Others can read the master key in " + file + ": chmod 600 " + file);
      }
      return MasterKey.read(Files.readString(file), "The file " + file);
    } catch (IOException e) {
      throw new MasterKeyTrouble(
          "The master key in " + file + " cannot be read: give the hub's user the right to", e);
    }
  }

  /** Written aside and then linked, so that two hubs that start at once agree on one. */
  private MasterKey make() {
    try {
      Path folder = folder();
      Path made = Files.createTempFile(folder, "master", ".new", only("rw-------"));
      try {
        Files.writeString(made, fresh() + "\n");
        Files.createLink(file, made);
      } catch (FileAlreadyExistsException another) {
        return inFile();
      } finally {
        Files.delete(made);
      }
      return inFile();
    } catch (IOException | UnsupportedOperationException e) {
      throw new MasterKeyTrouble(
          "The master key cannot be written to "
              + file
              + ": give the hub's user the right to, or name another file:"
              + " HUB_KEYS_MASTER_KEY_FILE=/path/to/master.key",
          e);
    }
  }

  private Path folder() throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "The master key is a file in a folder");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only("rwx------"));
    }
    return folder;
  }

  private static String fresh() {
    byte[] bytes = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static FileAttribute<?>[] only(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
