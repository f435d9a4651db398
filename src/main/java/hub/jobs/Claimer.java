package hub.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps this process's knowledge of the line and claims from it. Only the claiming thread may use
 * it.
 */
final class Claimer {
  private static final Duration READ_ALL_EVERY = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Line line = new Line();
  private final LineReader reader;
  private final Claims claims;
  private final Shares shares;
  private final JobSettings settings;
  private final Clock clock;
  private Set<Lane> paused = Set.of();
  private Instant readAll = Instant.MIN;
  private Instant readNext = Instant.MIN;
  private Instant readPaused = Instant.MIN;

  Claimer(JdbcClient jdbc, Shares shares, JobSettings settings, Clock clock) {
    this.reader = new LineReader(jdbc, settings);
    this.claims = new Claims(jdbc, clock);
    this.shares = shares;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Claims up to {@code most} jobs that may run, in the line's order.
   *
   * @param process who claims
   * @param lineChanged whether somebody may have lined up since the last call
   */
  List<Claim> claim(UUID process, int most, boolean lineChanged) {
    List<Waiting> next = next(most, lineChanged);
    if (next.isEmpty()) {
      return List.of();
    }
    List<Claims.Taken> taken;
    try {
      taken = claims.take(process, next.stream().map(Waiting::place).toList());
    } catch (RuntimeException e) {
      next.forEach(line::add);
      throw e;
    }
    if (taken.size() < next.size()) {
      lookAgainAt(next, taken);
    }
    return taken.stream().map(Claims.Taken::claim).toList();
  }

  /**
   * Takes up to {@code most} places that may run out of what this process knows of the line, in its
   * order.
   *
   * @param lineChanged whether somebody may have lined up since the last call
   */
  List<Waiting> next(int most, boolean lineChanged) {
    read(lineChanged);
    return line.next(most, clock.instant(), shares, paused);
  }

  /** Lanes that give out nothing, as of the last read. */
  Set<Lane> paused() {
    return paused;
  }

  /**
   * Idle, it reads at most once a poll; from time to time everything, whatever it believes. Which
   * lanes are paused it reads once a poll, however busy.
   */
  private void read(boolean lineChanged) {
    Instant now = clock.instant();
    if (!now.isBefore(readPaused)) {
      paused = reader.paused();
      readPaused = now.plus(settings.idlePoll());
    }
    if (!lineChanged && now.isBefore(readNext)) {
      return;
    }
    if (now.isBefore(readAll)) {
      reader.news().forEach(line::add);
    } else {
      line.replace(reader.all());
      readAll = now.plus(jittered(READ_ALL_EVERY));
    }
    readNext = now.plus(jittered(settings.idlePoll()));
  }

  /** Up to half longer, so that processes do not all come at once. */
  private static Duration jittered(Duration every) {
    return every.plusMillis(ThreadLocalRandom.current().nextLong(every.toMillis() / 2 + 1));
  }

  /** What somebody else locked may stay in line after all: a cancel can be undone. */
  private void lookAgainAt(List<Waiting> asked, List<Claims.Taken> taken) {
    List<Long> places = new ArrayList<>(asked.stream().map(Waiting::place).toList());
    taken.forEach(one -> places.remove(one.place()));
    Set<Long> still = reader.stillThere(places);
    Instant again = clock.instant().plus(LOOK_AGAIN);
    asked.stream()
        .filter(waiting -> still.contains(waiting.place()))
        .map(
            waiting ->
                new Waiting(
                    waiting.place(), waiting.workspaceId(), waiting.lane(), again, waiting.due()))
        .forEach(line::add);
  }

  /**
   * How long nothing has to be done if nobody rings: until a place becomes ready or the next read.
   */
  Duration untilNext() {
    Instant next = readNext;
    Instant runAt = line.nextRunAt();
    if (runAt != null && runAt.isBefore(next)) {
      next = runAt;
    }
    Duration wait = Duration.between(clock.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** How many this process knows that may run. */
  int ready() {
    return line.ready(clock.instant());
  }
}
