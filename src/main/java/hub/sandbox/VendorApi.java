package hub.sandbox;

import java.io.IOException;

/** One vendor's HTTP API, served below {@code /<name>/}. */
public interface VendorApi extends AutoCloseable {

  /**
   * The first part of the path and the vendor's name in faults and journal, for instance {@code
   * reddit}.
   */
  String name();

  /**
   * Answers one request. Faults of the transport (latency, cut, outage, hold) have been applied;
   * the others ({@link Call#fault}) are answered in the vendor's own form.
   *
   * @throws IOException if the caller is gone
   */
  void answer(Call call) throws IOException;

  /** Before the first request: what else it listens on shares faults and journal. */
  default void open(Faults faults, Journal journal) {}

  /** Ends whatever it does beside answering. */
  @Override
  default void close() {}
}
