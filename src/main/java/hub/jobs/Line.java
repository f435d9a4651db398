package hub.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The line as one process knows it, and the order in which it gives out places.
 *
 * <p>How this works, and why: what is due goes first, then earlier lanes before later ones. Within
 * that, the workspace whose jobs took the least time lately is next, and within a workspace the job
 * that is due first. A job becomes due after a part of its promised longest wait, the sooner the
 * higher its priority; from then on nothing that came later goes before it in its workspace. So a
 * workspace with a hundred thousand jobs, all long due, still takes turns with one that has a
 * single job. The order lives in memory, since in SQL each claim would pass all rows that earlier
 * claims left dead; a claim then takes its rows by their places and is refused those that others
 * took.
 */
final class Line {
  private static final Comparator<Waiting> SOONEST_DUE =
      Comparator.comparing(Waiting::due).thenComparing(Waiting::place);
  private static final Comparator<Waiting> SOONEST_RUN =
      Comparator.comparing(Waiting::runAt).thenComparing(Waiting::place);

  private final Map<UUID, Queue> ready = new HashMap<>();
  private final TreeSet<Waiting> later = new TreeSet<>(SOONEST_RUN);
  private final Set<Long> known = new HashSet<>();

  /** One workspace's jobs that may run, lane by lane. */
  private static final class Queue {
    private final UUID workspace;
    private final Map<Lane, TreeSet<Waiting>> lanes = new EnumMap<>(Lane.class);

    Queue(UUID workspace) {
      this.workspace = workspace;
    }

    void add(Waiting waiting) {
      lanes.computeIfAbsent(waiting.lane(), lane -> new TreeSet<>(SOONEST_DUE)).add(waiting);
    }

    void remove(Waiting waiting) {
      TreeSet<Waiting> lane = lanes.get(waiting.lane());
      if (lane != null && lane.remove(waiting) && lane.isEmpty()) {
        lanes.remove(waiting.lane());
      }
    }

    boolean isEmpty() {
      return lanes.isEmpty();
    }

    /** What is due before all else; then the first of the earliest lane. Null if all are paused. */
    @Nullable Waiting next(Instant now, Set<Lane> paused) {
      Waiting first = null;
      Waiting due = null;
      for (var lane : lanes.entrySet()) {
        if (!paused.contains(lane.getKey())) {
          Waiting head = lane.getValue().first();
          first = first == null ? head : first;
          if (!head.due().isAfter(now) && (due == null || SOONEST_DUE.compare(head, due) < 0)) {
            due = head;
          }
        }
      }
      return due == null ? first : due;
    }
  }

  /** A workspace's next job, and what its jobs took so far, what it is given now included. */
  private record Turn(Queue queue, Waiting next, boolean due, double used) {
    static final Comparator<Turn> ORDER =
        Comparator.comparing((Turn turn) -> !turn.due)
            .thenComparing(turn -> turn.due ? Lane.INTERACTIVE : turn.next.lane())
            .thenComparing(Turn::used)
            .thenComparing(Turn::next, SOONEST_DUE);
  }

  /** Lets a place in; one that is known already changes nothing. */
  void add(Waiting waiting) {
    if (known.add(waiting.place())) {
      later.add(waiting);
    }
  }

  /** Knows these places and no others. */
  void replace(Collection<Waiting> all) {
    ready.clear();
    later.clear();
    known.clear();
    all.forEach(this::add);
  }

  /**
   * Takes the next places out of the line.
   *
   * @param free slots that are free; the last of them stays free of workspaces over their share
   * @param paused lanes that give out nothing
   */
  List<Waiting> next(int free, Instant now, Shares shares, Set<Lane> paused) {
    letIn(now);
    PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.ORDER);
    for (Queue queue : ready.values()) {
      offer(turns, queue, shares.used(queue.workspace), now, paused);
    }
    List<Waiting> taken = new ArrayList<>();
    while (taken.size() < free && !turns.isEmpty()) {
      Turn turn = turns.remove();
      if (free - taken.size() > 1 || !shares.isOver(turn.queue.workspace, turn.used)) {
        taken.add(take(turn));
        double used = turn.used + shares.usual(turn.queue.workspace);
        offer(turns, turn.queue, used, now, paused);
      }
    }
    return taken;
  }

  private static void offer(
      PriorityQueue<Turn> turns, Queue queue, double used, Instant now, Set<Lane> paused) {
    Waiting next = queue.next(now, paused);
    if (next != null) {
      turns.add(new Turn(queue, next, !next.due().isAfter(now), used));
    }
  }

  private Waiting take(Turn turn) {
    turn.queue.remove(turn.next);
    if (turn.queue.isEmpty()) {
      ready.remove(turn.queue.workspace);
    }
    known.remove(turn.next.place());
    return turn.next;
  }

  private void letIn(Instant now) {
    while (!later.isEmpty() && !later.first().runAt().isAfter(now)) {
      Waiting waiting = later.removeFirst();
      ready.computeIfAbsent(waiting.workspaceId(), Queue::new).add(waiting);
    }
  }

  /** How many may run. */
  int ready(Instant now) {
    letIn(now);
    return ready.values().stream()
        .flatMap(queue -> queue.lanes.values().stream())
        .mapToInt(TreeSet::size)
        .sum();
  }

  /** When the next place that is not ready yet will be; null if there is none. */
  @Nullable Instant nextRunAt() {
    return later.isEmpty() ? null : later.first().runAt();
  }

  int size() {
    return known.size();
  }
}
