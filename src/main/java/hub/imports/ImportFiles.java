package hub.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The dumps on the disk, each named by its import alone. A dump is kept only until it is read: its
 * words must not outlive those in the database.
 */
@Component
class ImportFiles {
  private static final int BUFFER = 256 * 1024;

  /** Younger files without an import may be on their way. */
  private static final Duration ON_ITS_WAY = Duration.ofDays(1);

  private final ImportSettings settings;
  private final Clock clock;

  ImportFiles(ImportSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Path of(UUID id) {
    return settings.folder().resolve(id.toString());
  }

  /**
   * Writes what a browser sends to the disk, as it comes, and makes sure that it stays there.
   *
   * @return its size in bytes
   * @throws DumpTrouble if it is larger than allowed
   */
  long receive(UUID id, InputStream content) throws IOException {
    Files.createDirectories(settings.folder());
    Path file = of(id);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      long size = copy(content, out);
      channel.force(true);
      return size;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private long copy(InputStream content, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      size += read;
      if (size > settings.largestUpload().toBytes()) {
        throw new DumpTrouble(
            "The file is larger than %,d MB. Put it into the inbox, which has no limit, or raise hub.imports.largest-upload."
                .formatted(settings.largestUpload().toMegabytes()));
      }
      out.write(buffer, 0, read);
    }
    return size;
  }

  /** Takes a file over without reading it where the disk is the same; the other name stays. */
  void take(UUID id, Path file) throws IOException {
    Files.createDirectories(settings.folder());
    try {
      Files.createLink(of(id), file);
    } catch (IOException | UnsupportedOperationException anotherDisk) {
      Files.copy(file, of(id));
    }
  }

  void delete(UUID id) {
    try {
      Files.deleteIfExists(of(id));
    } catch (IOException e) {
      throw new UncheckedIOException("The dump of import " + id + " could not be deleted", e);
    }
  }

  /** Deletes what no import needs: a hub that was killed may have left it. */
  void sweep(Set<UUID> needed) throws IOException {
    if (!Files.isDirectory(settings.folder())) {
      return;
    }
    Instant before = clock.instant().minus(ON_ITS_WAY);
    try (Stream<Path> files = Files.list(settings.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
        if (old && needed.stream().noneMatch(id -> of(id).equals(file))) {
          Files.delete(file);
        }
      }
    }
  }
}
