package hub.integration.run;

import hub.integration.RouteCounters;
import hub.integration.RouteTraffic;
import hub.integration.ServingVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.direct.DirectConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A version of a flow with its routes in Camel. It counts who is inside, so that it is closed at
 * the moment when nobody is, and never with somebody in it.
 */
final class Generation implements ServingVersion {
  private static final int CLOSED = Integer.MIN_VALUE;

  /** One route, by where it is asked. */
  record Entry(DirectConsumer consumer, RouteCounters counters) {}

  private final ServedFlow flow;
  private final int version;
  private final FlowParts parts;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile @Nullable Runnable whenEmpty;

  Generation(ServedFlow flow, int version, FlowParts parts) {
    this.flow = flow;
    this.version = version;
    this.parts = parts;
  }

  ServedFlow flow() {
    return flow;
  }

  @Override
  public String name() {
    return flow.name();
  }

  @Override
  public int version() {
    return version;
  }

  FlowParts parts() {
    return parts;
  }

  void open(String door, DirectConsumer consumer) {
    entries.put(door, new Entry(consumer, new RouteCounters()));
  }

  void close(String door) {
    entries.remove(door);
  }

  @Nullable Entry entry(String door) {
    return entries.get(door);
  }

  java.util.Set<String> doors() {
    return java.util.Set.copyOf(entries.keySet());
  }

  boolean tryEnter() {
    int before = inside.get();
    while (before >= 0) {
      if (inside.compareAndSet(before, before + 1)) {
        return true;
      }
      before = inside.get();
    }
    return false;
  }

  void leave() {
    if (inside.decrementAndGet() == 0 && whenEmpty != null) {
      tryClose();
    }
  }

  /** Once nobody is inside, nobody gets in any more, and this is run. */
  void retire(Runnable then) {
    whenEmpty = then;
    tryClose();
  }

  private void tryClose() {
    Runnable then = whenEmpty;
    if (then != null && inside.compareAndSet(0, CLOSED)) {
      Thread.ofVirtual().name("flow-" + this).start(then);
    }
  }

  List<RouteTraffic> traffic() {
    return entries.values().stream()
        .map(entry -> entry.counters().traffic(FlowParts.written(entry.consumer().getRouteId())))
        .sorted(java.util.Comparator.comparing(RouteTraffic::route))
        .toList();
  }

  /** How many exchanges ended in all its routes. */
  long ended() {
    return entries.values().stream().mapToLong(entry -> entry.counters().ended()).sum();
  }

  /** How many of those failed for what may be the flow's own fault. */
  long faults() {
    return entries.values().stream().mapToLong(entry -> entry.counters().faults()).sum();
  }

  /** {@code some-forum version 7}, as exchanges carry it. */
  @Override
  public String toString() {
    return flow.name() + " version " + version;
  }
}
