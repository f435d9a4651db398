package hub.integration.run;

import hub.integration.Flow;
import hub.integration.FlowClosed;
import hub.integration.ServingVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** One flow on this process: which version serves, and what brings it messages. */
final class ServedFlow {
  private final String name;
  private final String property;
  private final FlowRoutes routes;
  private final boolean consumes;
  private final Set<Generation> all = ConcurrentHashMap.newKeySet();
  private Map<String, String> consumers = Map.of();
  private volatile Flow.State state = Flow.State.OFF;
  private volatile @Nullable Generation serving;
  private volatile @Nullable Generation before;

  ServedFlow(String name, FlowRoutes routes, boolean consumes) {
    this.name = name;
    this.property = ServingVersion.property(name);
    this.routes = routes;
    this.consumes = consumes;
  }

  String name() {
    return name;
  }

  Flow.State state() {
    return state;
  }

  @Nullable Generation serving() {
    return serving;
  }

  /** What served before; its figures say how the one that serves should do. */
  @Nullable Generation before() {
    return before;
  }

  /**
   * Lets an exchange in; whoever is given a generation must leave it.
   *
   * @throws FlowClosed if the flow is suspended or off
   */
  Generation enter(Exchange exchange) {
    if (exchange.getProperty(property) instanceof Generation known && known.tryEnter()) {
      return known;
    }
    while (true) {
      Generation now = serving;
      if (now == null || state != Flow.State.ON) {
        throw new FlowClosed(name, state == Flow.State.ON ? Flow.State.OFF : state);
      }
      if (now.tryEnter()) {
        exchange.setProperty(property, now);
        return now;
      }
    }
  }

  /** Whether a version that is there is asked at this door. */
  boolean needs(String door) {
    return all.isEmpty() || all.stream().anyMatch(each -> each.entry(door) != null);
  }

  /** Lets nobody in any more. */
  synchronized void stop() throws Exception {
    state = Flow.State.OFF;
    exchangeConsumers(Map.of());
    Generation last = serving;
    serving = null;
    retire(last);
  }

  /**
   * Lets a version serve. If that cannot be, what served before does so still.
   *
   * @param wanted on or suspended
   * @throws Exception what Camel has against it
   */
  synchronized void serve(int version, String yaml, Flow.State wanted) throws Exception {
    Generation last = serving;
    if (last == null || last.version() != version) {
      exchange(last, version, yaml, wanted);
    } else {
      state = wanted;
      exchangeConsumers(wanted == Flow.State.ON ? last.parts().consumers() : Map.of());
    }
  }

  private void exchange(@Nullable Generation last, int version, String yaml, Flow.State wanted)
      throws Exception {
    Generation next = new Generation(this, version, FlowParts.of(version, yaml));
    all.add(next);
    try {
      routes.add(next);
    } catch (Exception | LinkageError e) {
      all.remove(next);
      throw e;
    }
    Flow.State was = state;
    Map<String, String> consumed = consumers;
    Map<String, String> wantedConsumers =
        wanted == Flow.State.ON ? next.parts().consumers() : Map.<String, String>of();
    try {
      stopConsumers(changed(consumed, wantedConsumers));
      serving = next;
      state = wanted;
      exchangeConsumers(wantedConsumers);
    } catch (Exception e) {
      serving = last;
      state = was;
      retire(next);
      exchangeConsumers(consumed);
      throw e;
    }
    before = last;
    retire(last);
  }

  private void retire(@Nullable Generation generation) {
    if (generation != null) {
      generation.retire(
          () -> {
            all.remove(generation);
            routes.remove(generation);
          });
    }
  }

  private void exchangeConsumers(Map<String, String> wanted) throws Exception {
    if (!consumes) {
      return;
    }
    stopConsumers(changed(consumers, wanted));
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      if (!consumers.containsKey(each.getKey())) {
        routes.addConsumer(each.getKey(), each.getValue());
        keep(each.getKey(), each.getValue());
      }
    }
  }

  private void stopConsumers(Map<String, String> ended) throws Exception {
    for (String id : ended.keySet()) {
      routes.removeConsumer(id);
      Map<String, String> rest = new LinkedHashMap<>(consumers);
      rest.remove(id);
      consumers = rest;
    }
  }

  private void keep(String id, String consumer) {
    Map<String, String> more = new LinkedHashMap<>(consumers);
    more.put(id, consumer);
    consumers = more;
  }

  private static Map<String, String> changed(Map<String, String> now, Map<String, String> wanted) {
    Map<String, String> changed = new LinkedHashMap<>(now);
    changed.entrySet().removeAll(wanted.entrySet());
    return changed;
  }
}
