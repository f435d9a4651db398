package hub.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps the signing key in a file outside the database, made when the first checkpoint is due. */
@Component
class SigningKeys {
  private final Path file;
  private @Nullable SigningKey key;

  SigningKeys(LedgerSettings settings, @Value("${hub.start.data:./data}") Path data) {
    this.file = settings.signingKeyFile(data);
  }

  /**
   * The key, made if there is none.
   *
   * @throws UncheckedIOException if it can neither be read nor made
   */
  synchronized SigningKey findOrMake() {
    if (key == null) {
      try {
        key = Files.exists(file) ? inFile() : make();
      } catch (IOException e) {
        throw new UncheckedIOException("The ledger's signing key cannot be used: " + file, e);
      }
    }
    return key;
  }

  private SigningKey inFile() throws IOException {
    return SigningKey.of(Files.readAllLines(file));
  }

  /** Written aside and then linked, so that two hubs that start at once agree on one. */
  private SigningKey make() throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "The signing key is a file in a folder");
    Files.createDirectories(folder);
    Path made = Files.createTempFile(folder, "ledger", ".new", forTheHubAlone());
    try {
      Files.write(made, SigningKey.fresh().lines());
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException another) {
      return inFile();
    } finally {
      Files.delete(made);
    }
    return inFile();
  }

  private static FileAttribute<?>[] forTheHubAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
