package hub.sandbox;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on, and the requests that wait because of one. */
public final class Faults {
  /** So many deviations above its mean lies the hundredth part of a normal distribution. */
  private static final double NORMAL_99 = 2.326;

  private final Map<String, Active> active = new LinkedHashMap<>();
  private final SplittableRandom dice;
  private int numbers;

  /** No faults; which requests a partial fault meets follows from the seed. */
  public Faults(long seed) {
    this.dice = new SplittableRandom(seed);
  }

  private static final class Active {
    private final Fault fault;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private int left;

    private Active(Fault fault) {
      this.fault = fault;
      this.left = fault.times() == 0 ? Integer.MAX_VALUE : fault.times();
    }
  }

  /** Switches a fault on and returns the id by which it is released or removed. */
  public synchronized String add(Fault fault) {
    String id = "f" + ++numbers;
    active.put(id, new Active(fault.named(id)));
    return id;
  }

  /** Takes a fault away and lets go whoever waits because of it. */
  public synchronized void remove(String id) {
    Active gone = active.remove(id);
    if (gone != null) {
      gone.released.countDown();
    }
  }

  /** Takes every fault away. */
  public synchronized void clear() {
    List.copyOf(active.keySet()).forEach(this::remove);
  }

  /** What is switched on. */
  public synchronized List<Fault> list() {
    return active.values().stream().map(each -> each.fault).toList();
  }

  /** How many requests wait because of this fault; 0 for one that is gone. */
  public int waiting(String id) {
    Active held = find(id);
    return held == null ? 0 : held.waiting.get();
  }

  /** The faults that meet this request; each one that counts is counted down. */
  public synchronized List<Fault> meet(String vendor, String path) {
    List<Fault> met = new ArrayList<>();
    for (Active each : active.values()) {
      if (each.left > 0 && meets(each.fault, vendor, path)) {
        each.left--;
        met.add(each.fault);
      }
    }
    return met;
  }

  private boolean meets(Fault fault, String vendor, String path) {
    return fault.vendor().equals(vendor)
        && path.contains(fault.path())
        && (fault.share() >= 1 || dice.nextDouble() < fault.share());
  }

  /** How long this request waits: the median, or drawn with a long tail, as vendors answer. */
  synchronized long wait(Fault latency) {
    if (latency.slowest() <= latency.millis() || latency.millis() == 0) {
      return latency.millis();
    }
    double tail = Math.log((double) latency.slowest() / latency.millis()) / NORMAL_99;
    return Math.round(latency.millis() * Math.exp(tail * dice.nextGaussian()));
  }

  /** Waits until the fault is removed. */
  void await(Fault fault) throws InterruptedIOException {
    Active held = find(fault.id());
    if (held == null) {
      return;
    }
    held.waiting.incrementAndGet();
    try {
      held.released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while held by " + fault.id());
    } finally {
      held.waiting.decrementAndGet();
    }
  }

  private synchronized @Nullable Active find(String id) {
    return active.get(id);
  }
}
