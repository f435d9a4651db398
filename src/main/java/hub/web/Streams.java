package hub.web;

import hub.ActingFor;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * All open streams of this process.
 *
 * <p>A change is announced by {@link #changed}, which sets flags and never waits. A poll once a
 * second finds what nobody announced, such as changes and ends of sessions in another process.
 * Streams end when their session ends, when all they watch has ended, and first of all at a stop,
 * so that a stop does not wait for them.
 */
@Component
@EnableConfigurationProperties(StreamSettings.class)
public class Streams implements SmartLifecycle {
  private static final System.Logger LOG = System.getLogger(Streams.class.getName());

  private final StreamSource source;
  private final StreamSettings settings;
  private final StreamFormat pages;
  private final ObjectProvider<SessionWatch> sessions;
  private final Map<Long, OpenStream> open = new ConcurrentSkipListMap<>();
  private final Map<UUID, Watched> watched = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<UUID, Long> heads = new HashMap<>();
  private volatile @Nullable Thread poller;
  private volatile boolean running;

  Streams(
      ObjectProvider<StreamSource> source,
      StreamSettings settings,
      JsonMapper json,
      ObjectProvider<SessionWatch> sessions) {
    this.source = source.getIfAvailable(NothingToWatch::new);
    this.settings = settings;
    this.pages = new PageFormat(json);
    this.sessions = sessions;
  }

  /** Wakes the streams that watch it; called after a commit. Never waits for a reader. */
  public void changed(UUID id) {
    Watched one = watched.get(id);
    if (one != null) {
      one.changed();
    }
  }

  /** How many streams are open. */
  public int count() {
    return open.size();
  }

  /** Takes a page's request over; it ends when the stream does. */
  void open(
      CurrentUser user,
      Map<UUID, Long> positions,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    open(StreamReader.browser(user, Session.id()), positions, source, pages, request, response);
  }

  /**
   * Takes a request over; it ends when the stream does.
   *
   * @param positions what is watched, each with the position of the reader's last line
   */
  public void open(
      StreamReader reader,
      Map<UUID, Long> positions,
      StreamSource from,
      StreamFormat format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AsyncContext answer = begin(request, response);
    var stream =
        new OpenStream(reader, positions, shared(from), format, settings, answer.getResponse());
    var end = new StreamEnd(answer, stream);
    answer.addListener(end);
    long number = numbers.incrementAndGet();
    Thread.ofVirtual()
        .name("stream-" + number)
        .start(
            () ->
                ActingFor.workspace(
                    reader.workspaceId(),
                    () -> {
                      run(number, stream, end);
                      return stream;
                    }));
  }

  /** Streams that watch the same read it together. */
  private OpenStream.Look shared(StreamSource from) {
    return (workspaceId, id, after) -> {
      Watched one = watched.get(id);
      return one == null ? from.read(workspaceId, id, after) : one.read(from, workspaceId, after);
    };
  }

  private static AsyncContext begin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.flushBuffer();
    AsyncContext answer = request.startAsync();
    answer.setTimeout(0);
    return answer;
  }

  private void run(long number, OpenStream stream, StreamEnd end) {
    open.put(number, stream);
    stream.watched().forEach(id -> watched.compute(id, (same, all) -> with(same, all, stream)));
    endOldest(stream.reader().countedFor());
    try {
      if (!running) {
        stream.end();
      }
      stream.run();
    } catch (RuntimeException unavailable) {
      // The store is away: the browser comes back by itself, a little later each time.
      if (!stream.isEnding()) {
        LOG.log(System.Logger.Level.WARNING, "A stream ended early: " + unavailable);
      }
    } finally {
      open.remove(number);
      stream
          .watched()
          .forEach(id -> watched.computeIfPresent(id, (same, all) -> without(all, stream)));
      end.complete();
    }
  }

  /** The source of a hub in which no room offers anything to watch. */
  private static final class NothingToWatch implements StreamSource {
    @Override
    public Map<UUID, Long> heads(Set<UUID> watched) {
      return Map.of();
    }

    @Override
    public Optional<Snapshot> read(UUID workspaceId, UUID watched, long after) {
      return Optional.empty();
    }
  }

  private static Watched with(UUID id, @Nullable Watched all, OpenStream stream) {
    Watched found = all == null ? new Watched(id) : all;
    found.add(stream);
    return found;
  }

  private static @Nullable Watched without(Watched all, OpenStream stream) {
    all.remove(stream);
    return all.isUnwatched() ? null : all;
  }

  /**
   * A person's browsers share one stream each; what is beyond the limit was left open by something
   * broken. Programs are counted by token, so that none ends a person's.
   */
  private void endOldest(UUID countedFor) {
    List<OpenStream> theirs =
        open.values().stream()
            .filter(stream -> stream.reader().countedFor().equals(countedFor))
            .toList();
    theirs.stream().limit(Math.max(0, theirs.size() - settings.perUser())).forEach(OpenStream::end);
  }

  /** A session that ended takes its streams with it. */
  @TransactionalEventListener(fallbackExecution = true)
  void sessionEnded(SessionEnded event) {
    end(stream -> event.sessionId().equals(stream.reader().endsWith()));
  }

  /** So does a token that was revoked. */
  @TransactionalEventListener(fallbackExecution = true)
  void tokenRevoked(TokenRevoked event) {
    end(stream -> event.tokenId().equals(stream.reader().endsWith()));
  }

  private void end(Predicate<OpenStream> which) {
    open.values().stream().filter(which).forEach(OpenStream::end);
  }

  @Override
  public void start() {
    running = true;
    poller = Thread.ofVirtual().name("stream-poll").start(this::poll);
  }

  private void poll() {
    while (running) {
      LockSupport.parkNanos(settings.poll().toNanos());
      Set<UUID> ids = new HashSet<>(watched.keySet());
      heads.keySet().retainAll(ids);
      if (running && !ids.isEmpty()) {
        look(ids);
      }
    }
  }

  private void look(Set<UUID> ids) {
    try {
      source.heads(ids).forEach(this::compare);
      sessions.ifAvailable(this::endOver);
    } catch (RuntimeException unavailable) {
      // The store is away; what changed meanwhile is found at the first look after it is back.
      LOG.log(
          System.Logger.Level.WARNING,
          "Streams could not look for changes: " + unavailable.getMessage());
    }
  }

  /** Sessions that another process ended, or that expired. */
  private void endOver(SessionWatch watch) {
    Set<UUID> held =
        open.values().stream()
            .map(stream -> stream.reader().endsWith())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Set<UUID> over = watch.over(held);
    end(stream -> over.contains(stream.reader().endsWith()));
  }

  private void compare(UUID id, Long head) {
    Long before = heads.put(id, head);
    if (before == null || before < head) {
      changed(id);
    }
  }

  @Override
  public void stop() {
    running = false;
    LockSupport.unpark(poller);
    end(stream -> true);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops before the web server, which would wait for open requests. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
