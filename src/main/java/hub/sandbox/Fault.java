package hub.sandbox;

/**
 * Something that goes wrong on purpose.
 *
 * <p>Kinds that the server applies itself: {@code latency} (waits {@code millis}), {@code outage}
 * and {@code cut} (the connection ends before the vendor saw anything), {@code cut-answer} (the
 * vendor did and counted the work, the answer is lost), {@code hold} (waits before the vendor sees
 * it, until released), {@code hold-answer} (waits with the answer, counted and ready, until
 * released), {@code slow-drip} (the answer comes in twenty drops within {@code millis}). Every
 * other kind is the vendor's own: {@code rate-limited}, {@code server-error}, {@code forbidden},
 * {@code skewed-reset} (Reddit's headers tell its reset {@code millis} too early) and so on.
 *
 * @param id given by {@link Faults#add}; empty before
 * @param vendor whose requests it meets, for instance {@code reddit}
 * @param kind what happens
 * @param path only requests whose path below the vendor's holds this; empty for all
 * @param times how many requests it meets before it ends; 0 for as long as it is on
 * @param share which part of the matching requests it meets, 0 to 1
 * @param millis how long, for {@code latency}: the median, if {@code slowest} is longer
 * @param slowest what one of a hundred waits, for {@code latency}; 0 lets all wait {@code millis}
 * @param status the HTTP status, for {@code server-error}; 0 leaves it to the vendor
 * @param retryAfter seconds, for {@code rate-limited}; 0 leaves it out
 */
public record Fault(
    String id,
    String vendor,
    String kind,
    String path,
    int times,
    double share,
    long millis,
    long slowest,
    int status,
    int retryAfter) {

  /** A fault of this kind that meets every request of the vendor until it is taken away. */
  public static Fault of(String vendor, String kind) {
    return new Fault("", vendor, kind, "", 0, 1, 0, 0, 0, 0);
  }

  /** The same fault, for the next so many requests. */
  public Fault times(int times) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  /** The same fault, only where the path holds these words. */
  public Fault on(String path) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  /** The same fault for a part of the requests, 0 to 1. */
  public Fault share(double share) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  /** The same fault with this HTTP status. */
  public Fault status(int status) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  /** The same fault, telling the caller to come again after so many seconds. */
  public Fault retryAfter(int seconds) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, seconds);
  }

  /** The same fault, lasting so many milliseconds. */
  public Fault millis(long millis) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  /** The same fault, of which one in a hundred lasts so many milliseconds. */
  public Fault slowest(long slowest) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }

  Fault named(String id) {
    return new Fault(id, vendor, kind, path, times, share, millis, slowest, status, retryAfter);
  }
}
