package hub.integration.process;

import hub.integration.FlowNode;
import hub.integration.RouteCounters;
import hub.integration.RouteTraffic;
import hub.integration.child.Begin;
import hub.integration.child.Said;
import hub.integration.child.Task;
import hub.integration.process.RunningFlows.Outcome;
import hub.integration.process.ViewPasses.Pass;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One process with a workspace's flows, as they were when it started. */
final class Generation {
  /**
   * A flow in it.
   *
   * @param version which of its versions; an earlier one where the published one does not start
   * @param isInstead whether it is such an earlier one
   */
  record Running(UUID flowId, String name, int version, String yaml, boolean isInstead) {
    Running instead() {
      return new Running(flowId, name, version, yaml, true);
    }
  }

  private final Map<UUID, Running> flows;
  private final String wanted;
  private final ChildSettings settings;
  private final Map<String, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Map<String, String>> started = new CompletableFuture<>();
  private final Map<UUID, Map<String, RouteCounters>> counters = new ConcurrentHashMap<>();
  private volatile Map<String, String> failed = Map.of();
  private final @Nullable Pass pass;
  private final ChildProcess child;
  private volatile @Nullable String killedFor;
  private int underWay;
  private boolean replaced;
  private Instant usedAt;

  Generation(
      String wanted,
      Map<UUID, Running> flows,
      Begin begin,
      @Nullable Pass pass,
      ChildSettings settings,
      ChildClassPath classPath,
      Instant now) {
    this.wanted = wanted;
    this.flows = Map.copyOf(flows);
    this.pass = pass;
    this.settings = settings;
    this.usedAt = now;
    this.child = ChildProcess.start(settings, classPath, begin, this::hear, this::ended);
  }

  /** What of it did not start, by name. */
  Map<String, String> awaitStart() {
    try {
      failed = started.get(settings.startLimit().toMillis(), TimeUnit.MILLISECONDS);
      return failed;
    } catch (TimeoutException late) {
      child.kill();
      throw new StartFailed("It did not start within " + settings.startLimit().toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new StartFailed(
          String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      child.kill();
      throw new StartFailed("The hub is being stopped");
    }
  }

  /** No process of this generation serves. */
  static final class StartFailed extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    StartFailed(String why) {
      super(why);
    }
  }

  /** It runs earlier versions in the place of these, which did not start. */
  void standsInFor(Map<String, String> refused) {
    Map<String, String> all = new HashMap<>(failed);
    all.putAll(refused);
    failed = Map.copyOf(all);
  }

  private void hear(Said said) {
    switch (said.what()) {
      case STARTED -> started.complete(Objects.requireNonNull(said.failed()));
      case DONE -> {
        CompletableFuture<Outcome> end = waiting.get(said.id());
        if (end != null) {
          end.complete(new Outcome(0, said.text() == null ? "" : said.text(), false));
        }
      }
      case STEP, AFTER, SEND, CUT -> {
        // no trial
      }
    }
  }

  private void ended(ChildProcess process) {
    if (pass != null) {
      pass.close();
    }
    started.completeExceptionally(new StartFailed(process.why()));
    waiting.forEach(
        (id, end) ->
            end.complete(
                new Outcome(0, process.why(), killedFor != null && !id.equals(killedFor))));
  }

  /** Gives a flow a message and waits for its end, but not longer than it may take. */
  Outcome give(UUID flowId, String from, String body, Map<String, String> headers) {
    Running flow = flows.get(flowId);
    if (flow == null) {
      return new Outcome(0, "The flow does not run", false);
    }
    RouteCounters counted =
        counters
            .computeIfAbsent(flowId, id -> new ConcurrentHashMap<>())
            .computeIfAbsent(from, door -> new RouteCounters());
    long began = System.nanoTime();
    counted.begin();
    Outcome outcome = give(flow, from, body, headers);
    counted.end(System.nanoTime() - began, !outcome.arrived(), false);
    return outcome;
  }

  private Outcome give(Running flow, String from, String body, Map<String, String> headers) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Outcome> end = new CompletableFuture<>();
    waiting.put(id, end);
    try {
      if (pass != null) {
        pass.use();
      }
      child.say(new Task(id, flow.name(), from, body, true, headers, Map.of()));
      if (!child.isAlive()) {
        end.complete(new Outcome(0, child.why(), false));
      }
      return end.get(settings.deliveryLimit().toMillis(), TimeUnit.MILLISECONDS).by(flow.version());
    } catch (TimeoutException late) {
      killedFor = id;
      child.kill();
      return new Outcome(
          flow.version(),
          "It did not end within %d s and was stopped"
              .formatted(settings.deliveryLimit().toSeconds()),
          false);
    } catch (IOException gone) {
      return new Outcome(flow.version(), child.why(), false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome(flow.version(), "The hub is being stopped", true);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody ends a task with an exception", e);
    } finally {
      waiting.remove(id);
    }
  }

  boolean isOf(String asked) {
    return wanted.equals(asked) && child.isAlive();
  }

  boolean isAlive() {
    return child.isAlive();
  }

  Map<UUID, Running> flows() {
    return flows;
  }

  /** What it makes of each flow, under the hub's name and with its own number. */
  Map<UUID, FlowNode> nodes(UUID process, String hub, Instant now) {
    Map<UUID, FlowNode> nodes = new HashMap<>();
    flows.forEach(
        (id, flow) -> {
          String error = failed.getOrDefault(flow.name(), "");
          boolean runs = error.isEmpty() || flow.isInstead();
          nodes.put(
              id,
              new FlowNode(
                  process,
                  "%s, process %d".formatted(hub, pid()),
                  runs ? flow.version() : 0,
                  error.isEmpty() ? FlowNode.State.SERVES : FlowNode.State.FAILED,
                  error,
                  traffic(id),
                  now));
        });
    return nodes;
  }

  /** By the endpoint that messages came to. */
  private List<RouteTraffic> traffic(UUID flowId) {
    return counters.getOrDefault(flowId, Map.of()).entrySet().stream()
        .map(each -> each.getValue().traffic(each.getKey()))
        .sorted(Comparator.comparing(RouteTraffic::route))
        .toList();
  }

  long pid() {
    return child.pid();
  }

  synchronized void begin() {
    underWay++;
  }

  synchronized void end(Instant now) {
    underWay--;
    usedAt = now;
    closeIfDone();
  }

  /** What it is at ends; then it does. */
  synchronized void replace() {
    replaced = true;
    closeIfDone();
  }

  /** Whether nothing was asked of it for so long. */
  synchronized boolean isIdleSince(Instant then) {
    return underWay == 0 && usedAt.isBefore(then);
  }

  private void closeIfDone() {
    if (replaced && underWay == 0) {
      child.close();
    }
  }

  static List<Begin.Code> codes(Map<UUID, Running> flows) {
    return flows.values().stream().map(flow -> new Begin.Code(flow.name(), flow.yaml())).toList();
  }
}
