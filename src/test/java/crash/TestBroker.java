package crash;

import bench.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real Kafka for tests, in a process of its own. */
public final class TestBroker implements AutoCloseable {
  private final ChildProcess process;
  private final String address;

  /** Starts one that keeps everything in an empty folder. */
  public TestBroker(Path folder) throws IOException {
    this.process =
        new ChildProcess(
            BrokerProcess.class,
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(folder.toString()));
    this.address = process.next(BrokerProcess.READY);
  }

  /** Its host and port. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }
}
