package hub.start;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The passwords of the embedded server's four roles: random, and readable by the hub's user alone.
 */
record DatabaseSecrets(String superuser, String owner, String runtime, String views) {
  private static final String FILE = "database.properties";

  /**
   * Reads the passwords; the first time, makes them.
   *
   * @param folder where secrets are kept
   * @param databaseExists whether a server was made with earlier passwords
   * @throws StartRefused if a server exists and its passwords are gone
   */
  static DatabaseSecrets in(Path folder, boolean databaseExists) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return read(file);
    }
    if (databaseExists) {
      throw new StartRefused(
          "The database exists, but the file with its passwords is gone: %s.".formatted(file),
          "Put the file back from a backup. To start anew without the data, move the data folder"
              + " away.");
    }
    DatabaseSecrets made = new DatabaseSecrets(random(), random(), random(), random());
    made.write(file);
    return made;
  }

  private static DatabaseSecrets read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    DatabaseSecrets read =
        new DatabaseSecrets(
            required(properties, "superuser", file),
            required(properties, "owner", file),
            required(properties, "runtime", file),
            properties.getProperty("views", random()));
    if (!properties.containsKey("views")) {
      read.replace(file);
    }
    return read;
  }

  /** A folder of an earlier release has no password for the views' role, which it did not have. */
  private void replace(Path file) throws IOException {
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    write(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String required(Properties properties, String key, Path file) {
    @Nullable String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new StartRefused(
          "The file %s has no password for %s.".formatted(file, key),
          "Put the file back from a backup.");
    }
    return value;
  }

  private void write(Path file) throws IOException {
    Files.createDirectories(file.getParent(), only("rwx------"));
    Files.createFile(file, only("rw-------"));
    Properties properties = new Properties();
    properties.setProperty("superuser", superuser);
    properties.setProperty("owner", owner);
    properties.setProperty("runtime", runtime);
    properties.setProperty("views", views);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(
          writer, "Passwords of the PostgreSQL in this data folder. Back this file up with it.");
    }
  }

  private static FileAttribute<?>[] only(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "DatabaseSecrets[hidden]";
  }
}
