package hub.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that outlives a restart, held by one hub at a time.
 *
 * <p>The lock belongs to the process, so the operating system gives it back even after a kill -9:
 * whoever gets it knows that no other hub is alive here.
 */
final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder for this process and makes it if it is not there.
   *
   * @throws StartRefused if a live hub holds it, or it cannot be written
   */
  static DataFolder take(Path root) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw inUse(root);
      }
      return new DataFolder(root, channel);
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder %s cannot be written: %s.".formatted(root, e.getMessage()),
          "Give this user the right to write there, or name another folder:"
              + " HUB_START_DATA=/path/to/folder.",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException alreadyOursInThisJvm) {
      return null;
    }
  }

  private static StartRefused inUse(Path root) {
    return new StartRefused(
        "Another hub is running on the data folder %s.".formatted(root),
        "Use that hub, or stop it first. A second hub of its own needs a folder and a port of its"
            + " own: HUB_START_DATA=/path/to/folder SERVER_PORT=8081.");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path binaries() {
    return root.resolve("binaries");
  }

  Path postgresLog() {
    return root.resolve("postgres.log");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** Lets another hub have the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The lock of " + root + " could not be given back", e);
    }
  }
}
