package hub.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Something that streams of this process watch. Those that have seen the same of it, as nearly all
 * have, share one look: what one of them read serves the others until the next change.
 */
final class Watched {
  private final UUID id;
  private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final Map<StreamSource, Look> looks = new ConcurrentHashMap<>();
  private final ReentrantLock looking = new ReentrantLock();

  /** What was read when so many changes were known. */
  private record Look(
      UUID workspaceId, long after, long changes, Optional<StreamSource.Snapshot> read) {}

  Watched(UUID id) {
    this.id = id;
  }

  void add(OpenStream stream) {
    streams.add(stream);
  }

  void remove(OpenStream stream) {
    streams.remove(stream);
  }

  boolean isLeft() {
    return streams.isEmpty();
  }

  /** Wakes its streams. Never waits. */
  void changed() {
    changes.incrementAndGet();
    streams.forEach(OpenStream::wake);
  }

  /** As {@link StreamSource#read}. */
  Optional<StreamSource.Snapshot> read(StreamSource from, UUID workspaceId, long after) {
    Look last = looks.get(from);
    if (last != null && isStill(last, workspaceId, after)) {
      return last.read();
    }
    looking.lock();
    try {
      Look others = looks.get(from);
      if (others != null && isStill(others, workspaceId, after)) {
        return others.read();
      }
      // Counted before the look: what changes meanwhile may be in it or not.
      long known = changes.get();
      Look fresh = new Look(workspaceId, after, known, from.read(workspaceId, id, after));
      looks.put(from, fresh);
      return fresh.read();
    } finally {
      looking.unlock();
    }
  }

  private boolean isStill(Look look, UUID workspaceId, long after) {
    return look.changes() == changes.get()
        && look.after() == after
        && look.workspaceId().equals(workspaceId);
  }
}
