package hub.integration;

/**
 * What went through one route of a flow since its version began to serve.
 *
 * @param route its id, as its author wrote it
 * @param exchanges how many ended, failed ones included
 * @param inFlight how many are under way
 * @param meanMicros how long one took on average, in millionths of a second
 * @param p99Micros within which 99 of 100 ended, to within an eighth
 */
public record RouteTraffic(
    String route, long exchanges, long failures, int inFlight, long meanMicros, long p99Micros) {

  /** The same under another name. */
  public RouteTraffic under(String name) {
    return new RouteTraffic(name, exchanges, failures, inFlight, meanMicros, p99Micros);
  }
}
