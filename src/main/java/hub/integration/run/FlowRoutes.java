package hub.integration.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts flows' routes into Camel and takes them out whole, one change at a time. */
final class FlowRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(FlowRoutes.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  private final CamelContext camel;
  private final FlowDoors doors;
  private final Duration longestDrain;
  private final ReentrantLock changing = new ReentrantLock();

  FlowRoutes(CamelContext camel, FlowDoors doors, Duration longestDrain) {
    this.camel = camel;
    this.doors = doors;
    this.longestDrain = longestDrain;
  }

  /** Starts a version's routes; nobody is led to them yet. What fails leaves nothing behind. */
  void add(Generation generation) throws Exception {
    changing.lock();
    try {
      doors.expect(generation);
      load(generation.toString(), generation.parts().bodies());
    } catch (Exception | LinkageError e) {
      takeOut(generation);
      throw e;
    } finally {
      changing.unlock();
    }
  }

  /** Takes out a version that nobody is in and nobody gets into. */
  void remove(Generation generation) {
    changing.lock();
    try {
      takeOut(generation);
    } finally {
      changing.unlock();
    }
  }

  private void takeOut(Generation generation) {
    generation.parts().routes().forEach(this::takeOut);
    doors.forget(generation);
  }

  /** Adds what brings messages from elsewhere. What fails leaves nothing behind. */
  void addConsumer(String id, String route) throws Exception {
    changing.lock();
    try {
      if (camel.getRoute(id) != null) {
        throw new IllegalArgumentException("There is a route " + id + " already");
      }
      load("consumer " + id, route);
    } catch (IllegalArgumentException taken) {
      throw taken;
    } catch (Exception | LinkageError e) {
      takeOut(id);
      throw e;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Ends what brings messages, after those that it brought.
   *
   * @throws IllegalStateException if they take too long; it goes on then
   */
  void removeConsumer(String id) throws InterruptedException {
    Route route = camel.getRoute(id);
    if (route == null) {
      return;
    }
    ServiceHelper.suspendService(route.getConsumer());
    if (!drained(id)) {
      ServiceHelper.resumeService(route.getConsumer());
      throw new IllegalStateException(
          "%s has had messages under way for %d s; it was not touched"
              .formatted(id, longestDrain.toSeconds()));
    }
    changing.lock();
    try {
      takeOut(id);
    } finally {
      changing.unlock();
    }
  }

  private boolean drained(String id) throws InterruptedException {
    long end = System.nanoTime() + longestDrain.toNanos();
    while (camel.getInflightRepository().size(id) > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return true;
  }

  private void load(String name, String routes) throws Exception {
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString(name.replace(' ', '-') + ".camel.yaml", routes));
  }

  /** A route that failed to start has left its definition in the model. */
  private void takeOut(String id) {
    ModelCamelContext model = (ModelCamelContext) camel;
    RouteDefinition definition = model.getRouteDefinition(id);
    Set<Endpoint> used = definition == null ? Set.of() : endpoints(List.of(definition));
    try {
      if (camel.getRoute(id) != null) {
        camel.getRouteController().stopRoute(id);
        camel.removeRoute(id);
      }
      RouteDefinition left = model.getRouteDefinition(id);
      if (left != null) {
        model.removeRouteDefinition(left);
      }
      used.removeAll(endpoints(model.getRouteDefinitions()));
      for (Endpoint unused : used) {
        camel.removeEndpoint(unused);
      }
    } catch (Exception e) {
      LOG.warn("The route {} could not be taken out whole", id, e);
    }
  }

  private Set<Endpoint> endpoints(List<RouteDefinition> routes) {
    Set<Endpoint> endpoints = new HashSet<>();
    for (RouteDefinition route : routes) {
      for (String uri :
          RouteDefinitionHelper.gatherAllStaticEndpointUris(camel, route, true, true)) {
        Endpoint known = known(uri);
        if (known != null) {
          endpoints.add(known);
        }
      }
    }
    return endpoints;
  }

  private @org.jspecify.annotations.Nullable Endpoint known(String uri) {
    try {
      return camel.hasEndpoint(camel.resolvePropertyPlaceholders(uri));
    } catch (RuntimeException unresolved) {
      LOG.debug("{} names no endpoint", uri, unresolved);
      return null;
    }
  }
}
