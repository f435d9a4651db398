package hub.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model's part of the local index, in a folder of its own: opened at first use, read on before
 * each search, made again if it is missing, damaged or too far behind.
 */
final class ModelIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelIndex.class);
  private static final int BATCH = 1_000;

  private final VectorRows rows;
  private final String model;
  private final Path folder;
  private @Nullable VectorFile file;
  private volatile long tidied;

  ModelIndex(VectorRows rows, String model, Path folder) {
    this.rows = rows;
    this.model = model;
    this.folder = folder;
  }

  /** The nearest texts, nearest first; never more than asked for, never another space's. */
  List<Hit> nearest(Nearest asked) {
    try {
      return current().nearest(asked);
    } catch (IOException e) {
      throw new UncheckedIOException("The local index in " + folder + " can't be searched", e);
    }
  }

  /** Every text of a space that it holds. */
  Set<Long> ids(Space space) {
    try {
      return current().ids(space);
    } catch (IOException e) {
      throw new UncheckedIOException("The local index in " + folder + " can't be read", e);
    }
  }

  /**
   * Reads on in the log to its end.
   *
   * @return how many changes there were
   */
  synchronized int readOn() {
    try {
      return readOn(opened());
    } catch (IOException e) {
      throw new UncheckedIOException("The local index in " + folder + " can't be written", e);
    }
  }

  /** Joins parts that small changes left behind, if there are changes since it did so last. */
  void tidy() {
    try {
      VectorFile open = current();
      if (open.position() != tidied) {
        open.tidy();
        tidied = open.position();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The local index in " + folder + " can't be written", e);
    }
  }

  private synchronized VectorFile current() throws IOException {
    VectorFile open = opened();
    readOn(open);
    return open;
  }

  private int readOn(VectorFile open) throws IOException {
    int read = 0;
    List<Change> changes = rows.changes(model, open.position(), BATCH);
    while (!changes.isEmpty()) {
      open.apply(changes);
      open.keep(changes.getLast().position());
      read += changes.size();
      changes = rows.changes(model, open.position(), BATCH);
    }
    return read;
  }

  private VectorFile opened() throws IOException {
    VectorFile open = file;
    if (open == null) {
      open = openOrMake();
      file = open;
    }
    return open;
  }

  private VectorFile openOrMake() throws IOException {
    Files.createDirectories(folder);
    VectorFile found;
    try {
      found = VectorFile.open(folder, rows.home());
    } catch (LockObtainFailedException taken) {
      throw new IOException(
          "Another hub uses it; give each a hub.vectors.folder of its own", taken);
    } catch (IOException | IllegalArgumentException damaged) {
      LOG.warn(
          "The local index in {} is damaged and is made again: {}", folder, damaged.toString());
      empty(folder);
      found = VectorFile.open(folder, rows.home());
    }
    long position = found.position();
    if (position == 0 || position + 1 < rows.oldest() || position > rows.newest()) {
      fill(found);
    }
    return found;
  }

  /** All vectors as they are now; what changes meanwhile stands in the log after the position. */
  private void fill(VectorFile empty) throws IOException {
    long position = rows.newest();
    empty.clear();
    List<Change> batch = rows.all(model, 0, BATCH);
    while (!batch.isEmpty()) {
      empty.apply(batch);
      batch = rows.all(model, batch.getLast().textId(), BATCH);
    }
    empty.keep(position);
    LOG.info("The local index in {} was made again with {} vectors", folder, empty.size());
  }

  /** Closes it and leaves nothing of it on the disk. */
  synchronized void delete() throws IOException {
    close();
    empty(folder);
    Files.delete(folder);
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
