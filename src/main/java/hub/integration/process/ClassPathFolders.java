package hub.integration.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Class paths of several versions of the hub beside each other, each in a folder that is named for
 * what is in it. One that processes use is locked by them; the system lets go of a lock however its
 * process ends, so what nobody locks is left over and removed.
 */
final class ClassPathFolders {
  private static final Logger LOG = LoggerFactory.getLogger(ClassPathFolders.class);

  /** A lock belongs to the process, which can take it once. */
  private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

  private static final String FRESH = "new-";
  private static final Duration LONGEST_COPY = Duration.ofHours(1);

  private final Path kept;

  ClassPathFolders(Path kept) {
    this.kept = kept;
  }

  /** An empty folder to be filled and then kept. */
  Path fresh() throws IOException {
    Files.createDirectories(kept);
    return Files.createTempDirectory(kept, FRESH);
  }

  /**
   * Keeps what was filled under its name. What is there under that name already and whole stays, so
   * that its files keep the age that a cache of theirs is held against.
   */
  Path keep(Path fresh, String name) throws IOException {
    Path folder = kept.resolve(name);
    hold(folder);
    if (holdsAllOf(folder, fresh)) {
      FileSystemUtils.deleteRecursively(fresh);
    } else {
      FileSystemUtils.deleteRecursively(folder);
      move(fresh, folder);
    }
    removeOthersThan(folder);
    return folder;
  }

  /** Another process may have been faster. */
  private static void move(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!holdsAllOf(folder, fresh)) {
        throw e;
      }
      FileSystemUtils.deleteRecursively(fresh);
    }
  }

  /** Whether each file is there with its size; a machine that stopped may have lost its content. */
  private static boolean holdsAllOf(Path folder, Path fresh) throws IOException {
    for (Path file : list(fresh)) {
      Path same = folder.resolve(file.getFileName());
      if (!Files.isRegularFile(same) || Files.size(same) != Files.size(file)) {
        return false;
      }
    }
    return true;
  }

  private static void hold(Path folder) {
    HELD.computeIfAbsent(
        lockOf(folder),
        file -> {
          try {
            FileChannel channel = open(file);
            channel.lock(0, Long.MAX_VALUE, true);
            return channel;
          } catch (IOException e) {
            // Not every file system has locks; then another version's start may take it away.
            LOG.warn("The class path for flows in {} cannot be locked: {}", folder, e.toString());
            return null;
          }
        });
  }

  private void removeOthersThan(Path own) {
    try {
      for (Path other : list(kept)) {
        if (!other.equals(own) && Files.isDirectory(other)) {
          removeIfLeft(other);
        }
      }
    } catch (IOException e) {
      LOG.warn("An old class path for flows stays: {}", e.toString());
    }
  }

  private static void removeIfLeft(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    if (name.startsWith(FRESH)) {
      Instant made = Files.getLastModifiedTime(folder).toInstant();
      if (made.isBefore(Instant.now().minus(LONGEST_COPY))) {
        FileSystemUtils.deleteRecursively(folder);
      }
    } else if (name.matches("[0-9]{1,10}")) {
      // Named for its process, as versions of the hub did that had no lock.
      if (ProcessHandle.of(Long.parseLong(name)).isEmpty()) {
        FileSystemUtils.deleteRecursively(folder);
      }
    } else {
      removeIfUnlocked(folder);
    }
  }

  private static void removeIfUnlocked(Path folder) throws IOException {
    Path file = lockOf(folder);
    if (HELD.containsKey(file)) {
      return;
    }
    try (FileChannel channel = open(file);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("This process has just begun to use {}", folder, e);
    }
  }

  /** Beside it, so that it can be taken before the folder is there. */
  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
