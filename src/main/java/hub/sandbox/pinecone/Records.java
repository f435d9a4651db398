package hub.sandbox.pinecone;

import io.grpc.Status;
import io.pinecone.proto.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records of one index by namespace. What is written is numbered; it can be read once it is
 * indexed, which is at once unless it is held back.
 */
final class Records {
  private final int dimension;
  private final Map<String, TreeMap<String, Vector>> spaces = new TreeMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean heldBack;
  private long written;
  private long indexed;

  Records(int dimension) {
    this.dimension = dimension;
  }

  int dimension() {
    return dimension;
  }

  /** Whether what is written now can't be read yet; letting go indexes all that waited. */
  synchronized void holdBack(boolean hold) {
    heldBack = hold;
    if (!hold) {
      waiting.forEach(Runnable::run);
      waiting.clear();
      indexed = written;
    }
  }

  synchronized void upsert(String space, List<Vector> vectors) {
    known.add(space);
    write(
        () -> {
          TreeMap<String, Vector> records = spaces.computeIfAbsent(space, s -> new TreeMap<>());
          vectors.forEach(vector -> records.put(vector.getId(), vector));
        });
  }

  /**
   * Deletes from a namespace that something was written to.
   *
   * @throws io.grpc.StatusRuntimeException if nothing ever was, as Pinecone answers then
   */
  synchronized void delete(String space, List<String> ids, boolean all) {
    if (!known.contains(space)) {
      throw Status.NOT_FOUND.withDescription("Namespace not found").asRuntimeException();
    }
    write(
        () -> {
          TreeMap<String, Vector> records = spaces.computeIfAbsent(space, s -> new TreeMap<>());
          if (all) {
            records.clear();
          } else {
            ids.forEach(records::remove);
          }
        });
  }

  private void write(Runnable change) {
    written++;
    if (heldBack) {
      waiting.add(change);
    } else {
      change.run();
      indexed = written;
    }
  }

  /** What can be read of a namespace, by id. */
  synchronized TreeMap<String, Vector> of(String space) {
    return new TreeMap<>(spaces.getOrDefault(space, new TreeMap<>()));
  }

  /** How many can be read, by namespace. */
  synchronized Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    spaces.forEach((space, records) -> counts.put(space, records.size()));
    return counts;
  }

  /** The number of the last write, or of the last that can be read. */
  synchronized long position(boolean ofWrites) {
    return ofWrites ? written : indexed;
  }
}
