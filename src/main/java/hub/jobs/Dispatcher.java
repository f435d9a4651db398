package hub.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives jobs out by way of a broker, and claims those that arrive.
 *
 * <p>How this works, and why: each process that has free workers sends the next places of the line,
 * at most two for each free worker, so that all others stay in the database and in its order.
 * Whoever receives a place claims it as anybody would: the row in the line decides, so a message
 * that is late, lost or doubled can't change anything. Only the claiming thread may use it, but for
 * {@link #arrived}.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int A_WORKER = 2;

  private final Claimer claimer;
  private final Claims claims;
  private final Dispatches dispatches;
  private final Carrier carrier;
  private final Duration sendAgain;
  private final Clock clock;
  private final Queue<Long> arrived = new ConcurrentLinkedQueue<>();
  private final Set<Long> out = new HashSet<>();
  private Instant looksForOverdue = Instant.MIN;

  Dispatcher(Claimer claimer, JdbcClient jdbc, Carrier carrier, Clock clock) {
    this.claimer = claimer;
    this.claims = new Claims(jdbc, clock);
    this.dispatches = new Dispatches(jdbc, clock);
    this.carrier = carrier;
    this.sendAgain = carrier.sendAgain();
    this.clock = clock;
  }

  /** A place was received. Any thread may say so; nothing is written. */
  void arrived(long place) {
    arrived.add(place);
  }

  /** How many were received and wait for a worker here. */
  int waiting() {
    return arrived.size();
  }

  /** Claims what arrived, then sends what may come next. */
  List<Claim> claim(UUID process, int free, BooleanSupplier lineChanged) {
    List<Claim> taken = takeArrived(process, free);
    int left = free - taken.size();
    if (left > 0) {
      try {
        send(process, left, lineChanged);
      } catch (RuntimeException e) {
        if (taken.isEmpty()) {
          throw e;
        }
        LOG.warn("Nothing could be sent; what arrived is begun all the same", e);
      }
    }
    return taken;
  }

  /** As many as there are workers for; places that others took cost nothing but the question. */
  private List<Claim> takeArrived(UUID process, int free) {
    List<Claim> taken = new ArrayList<>();
    while (taken.size() < free && !arrived.isEmpty()) {
      List<Long> places = arrived.stream().limit(free - taken.size()).toList();
      claims.takeArrived(process, places).forEach(one -> taken.add(one.claim()));
      places.forEach(place -> arrived.remove());
    }
    return taken;
  }

  private void send(UUID process, int free, BooleanSupplier lineChanged) {
    int most = free * A_WORKER;
    carry(overdue(process, most));
    if (!out.isEmpty()) {
      out.retainAll(dispatches.stillOut(out));
    }
    int room = most - Math.max(out.size(), arrived.size());
    // The line is read without room too: it would stay overdue, and this thread would not rest.
    do {
      List<Waiting> next = claimer.next(Math.max(0, room), lineChanged.getAsBoolean());
      if (next.isEmpty()) {
        return;
      }
      List<Dispatched> sent = dispatches.enter(process, next.stream().map(Waiting::place).toList());
      carry(sent);
      room -= sent.size();
    } while (room > 0);
  }

  private List<Dispatched> overdue(UUID process, int most) {
    Instant now = clock.instant();
    if (now.isBefore(looksForOverdue)) {
      return List.of();
    }
    looksForOverdue = now.plus(jittered(sendAgain.dividedBy(2)));
    return dispatches.overdue(process, now.minus(sendAgain), most, claimer.paused());
  }

  private static Duration jittered(Duration every) {
    return every.plusMillis(ThreadLocalRandom.current().nextLong(every.toMillis() / 2 + 1));
  }

  /** What the broker does not take counts as sent, and is sent again like what got lost. */
  private void carry(List<Dispatched> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    jobs.forEach(job -> out.add(job.place()));
    try {
      carrier.carry(jobs);
    } catch (RuntimeException e) {
      LOG.warn("{} jobs could not be sent; they go out again after {}", jobs.size(), sendAgain, e);
    }
  }

  /** How long nothing has to be done if nobody rings. */
  Duration untilNext() {
    Duration line = claimer.untilNext();
    Duration overdue = Duration.between(clock.instant(), looksForOverdue);
    Duration next = overdue.compareTo(line) < 0 ? overdue : line;
    return next.isNegative() ? Duration.ZERO : next;
  }

  /** The process ends: what arrived here and was not begun may go elsewhere at once. */
  void giveBack() {
    if (!arrived.isEmpty()) {
      dispatches.giveBack(List.copyOf(arrived));
      arrived.clear();
    }
  }
}
