package hub.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that streams of this process watch. Those that have seen the same of it, as nearly all
 * have, share one look: what one of them read serves the others until the next change.
 */
final class Watched {
  /** What was known to be behind serves those that look at the same moment, and no later one. */
  private static final Duration SAME_MOMENT = Duration.ofMillis(50);

  /** A stream looks once more when nothing has changed for a while, and must see what is there. */
  private static final Duration SERVES = OpenStream.SETTLES.dividedBy(2);

  private final UUID id;
  private final LongSupplier nanos;
  private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final Map<StreamSource, Seen> seen = new ConcurrentHashMap<>();
  private final ReentrantLock looking = new ReentrantLock();

  /** What was read, when so many changes were known. */
  private record Seen(
      UUID workspaceId, long after, long changes, long at, Optional<StreamSource.Snapshot> read) {

    Duration serves() {
      return read.map(one -> one.more() || one.behind()).orElse(false) ? SAME_MOMENT : SERVES;
    }
  }

  Watched(UUID id) {
    this(id, System::nanoTime);
  }

  Watched(UUID id, LongSupplier nanos) {
    this.id = id;
    this.nanos = nanos;
  }

  void add(OpenStream stream) {
    streams.add(stream);
  }

  void remove(OpenStream stream) {
    streams.remove(stream);
  }

  boolean isUnwatched() {
    return streams.isEmpty();
  }

  /** Wakes its streams. Never waits. */
  void changed() {
    changes.incrementAndGet();
    streams.forEach(OpenStream::wake);
  }

  /** As {@link StreamSource#read}. */
  Optional<StreamSource.Snapshot> read(StreamSource from, UUID workspaceId, long after) {
    Seen last = last(from, workspaceId, after);
    if (last != null) {
      return last.read();
    }
    looking.lock();
    try {
      Seen others = last(from, workspaceId, after);
      return (others == null ? look(from, workspaceId, after) : others).read();
    } finally {
      looking.unlock();
    }
  }

  /** What was read last, if it is what this reader would read now; else null. */
  private @Nullable Seen last(StreamSource from, UUID workspaceId, long after) {
    Seen last = seen.get(from);
    return last != null
            && last.changes() == changes.get()
            && last.after() == after
            && last.workspaceId().equals(workspaceId)
            && nanos.getAsLong() - last.at() <= last.serves().toNanos()
        ? last
        : null;
  }

  private Seen look(StreamSource from, UUID workspaceId, long after) {
    // Counted before the look: what changes meanwhile may be in it or not.
    long known = changes.get();
    Seen fresh =
        new Seen(workspaceId, after, known, nanos.getAsLong(), from.read(workspaceId, id, after));
    seen.put(from, fresh);
    return fresh;
  }
}
