package hub.web;

import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One browser's stream, on a virtual thread of its own.
 *
 * <p>Whoever changes something sets a flag and wakes the thread; nobody hands it anything. So a
 * reader that does not read blocks its own thread and nobody else, nothing piles up for it, and
 * what it sees when it reads again is the newest state.
 */
final class OpenStream implements Runnable {
  private static final System.Logger LOG = System.getLogger(OpenStream.class.getName());
  private static final Duration MOST_TO_LEAVE = Duration.ofSeconds(10);

  /** Figures move many times a second and are read less often: nothing newer is there before. */
  private static final Duration CATCHES_UP = Duration.ofMillis(400);

  /** Parts of the figures are remembered for up to a second: then one more look sees the last. */
  static final Duration SETTLES = Duration.ofSeconds(1);

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final StreamReader reader;
  private final Map<UUID, Long> positions;
  private final Map<UUID, StreamSource.Snapshot> sent = new HashMap<>();
  private final Map<UUID, Boolean> finished = new HashMap<>();
  private final Look look;
  private final StreamSettings settings;
  private final StreamFormat format;
  private final ServletResponse response;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final CountDownLatch left = new CountDownLatch(1);
  private boolean behind;
  private boolean settled;
  private volatile boolean ending;
  private volatile @Nullable Thread thread;

  /** As {@link StreamSource#read}. */
  interface Look {
    Optional<StreamSource.Snapshot> read(UUID workspaceId, UUID watched, long after);
  }

  OpenStream(
      StreamReader reader,
      Map<UUID, Long> positions,
      Look look,
      StreamFormat format,
      StreamSettings settings,
      ServletResponse response) {
    this.reader = reader;
    this.positions = new LinkedHashMap<>(positions);
    this.look = look;
    this.settings = settings;
    this.format = format;
    this.response = response;
  }

  Set<UUID> watched() {
    return positions.keySet();
  }

  StreamReader reader() {
    return reader;
  }

  /** Whether it was told to end, or its reader has gone. */
  boolean isEnding() {
    return ending;
  }

  /** Something it watches has changed. Never waits. */
  void wake() {
    changed.set(true);
    LockSupport.unpark(thread);
  }

  /** Lets it end at its next look; a blocked write ends with the connection. */
  void end() {
    ending = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      // Not closed here: once a write has failed, the container may give the connection's objects
      // to the next request, whose stream a close would end. The end of the request closes it.
      OutputStream out = response.getOutputStream();
      long spoke = System.nanoTime();
      while (!ending) {
        Duration silent = silentSince(spoke);
        boolean news = changed.get() || (behind && silent.compareTo(CATCHES_UP) >= 0);
        boolean looks = news || (!settled && silent.compareTo(SETTLES) >= 0);
        boolean comments = silent.compareTo(settings.comment()) >= 0;
        if ((looks || comments) && !reader.mayStill().getAsBoolean()) {
          ending = true;
        }
        if (ending) {
          return;
        }
        if (looks) {
          changed.set(false);
          behind = false;
          settled = !news;
          writeAll(out);
          spoke = System.nanoTime();
          if (allFinished()) {
            write(out, format.end());
            return;
          }
          pause();
        } else if (comments) {
          out.write(COMMENT);
          response.flushBuffer();
          spoke = System.nanoTime();
        } else {
          LockSupport.parkNanos(rests().minus(silent).toNanos());
        }
      }
    } catch (IOException | IllegalStateException gone) {
      // The reader left or was cut off. It comes back by itself, with its positions.
      ending = true;
    } finally {
      left.countDown();
    }
  }

  /** How long after its last word it has something to do, if nobody wakes it. */
  private Duration rests() {
    Duration look = behind ? CATCHES_UP : settled ? settings.comment() : SETTLES;
    return look.compareTo(settings.comment()) < 0 ? look : settings.comment();
  }

  /** Waits until it no longer touches its response, but not for ever. */
  void awaitLeft() {
    try {
      if (!left.await(MOST_TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A stream did not leave in " + MOST_TO_LEAVE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Streams that watch the same look at the same moments, so that one look serves them all; others
   * look at others, so that they do not queue for the processors. A change wakes this thread
   * before; what it wakes for waits for the moment.
   */
  private void pause() {
    long pause = settings.pause().toNanos();
    long begun = System.nanoTime();
    long rest = pause - Math.floorMod(begun + positions.keySet().hashCode(), pause);
    for (long left = rest; left > 0 && !ending; left = rest - (System.nanoTime() - begun)) {
      LockSupport.parkNanos(left);
    }
  }

  private static Duration silentSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void writeAll(OutputStream out) throws IOException {
    for (UUID id : positions.keySet()) {
      if (!ending && !finished.getOrDefault(id, false)) {
        writeOne(out, id);
      }
    }
    response.flushBuffer();
  }

  private void writeOne(OutputStream out, UUID id) throws IOException {
    long after = positions.getOrDefault(id, 0L);
    Optional<StreamSource.Snapshot> read = look.read(reader.workspaceId(), id, after);
    if (read.isEmpty()) {
      finished.put(id, true);
      write(out, format.gone(id));
      return;
    }
    StreamSource.Snapshot snapshot = read.get();
    if (snapshot.to() > after) {
      write(out, format.lines(id, after, snapshot));
      positions.put(id, snapshot.to());
    }
    if (snapshot.more()) {
      changed.set(true);
    }
    behind |= snapshot.behind();
    boolean over = snapshot.ended() && !snapshot.more();
    if (over || isNew(snapshot, sent.put(id, snapshot))) {
      write(out, format.figures(id, snapshot, over));
    }
    finished.put(id, over);
  }

  /** What an analysis waits for changes without an event, so versions alone do not tell. */
  private static boolean isNew(
      StreamSource.Snapshot snapshot, StreamSource.@Nullable Snapshot before) {
    return before == null
        || before.version() < snapshot.version()
        || !before.parts().equals(snapshot.parts());
  }

  private boolean allFinished() {
    return positions.keySet().stream().allMatch(id -> finished.getOrDefault(id, false));
  }

  private static void write(OutputStream out, String events) throws IOException {
    out.write(events.getBytes(StandardCharsets.UTF_8));
  }
}
