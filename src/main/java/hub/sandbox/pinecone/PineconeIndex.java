package hub.sandbox.pinecone;

import hub.sandbox.Faults;
import hub.sandbox.Journal;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One index: its records, and the server that listens for them. */
final class PineconeIndex implements AutoCloseable {
  private static final int LARGEST_REQUEST = 2 << 20;

  private final String name;
  private final int dimension;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Server server;

  PineconeIndex(String name, int dimension, String key, Faults faults, Journal journal)
      throws IOException {
    this.name = name;
    this.dimension = dimension;
    Records records = new Records(dimension);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(threads)
            .maxInboundMessageSize(LARGEST_REQUEST)
            .addService(
                ServerInterceptors.intercept(
                    new DataPlane(records), new Gate(key, records, faults, journal)))
            .build()
            .start();
  }

  String name() {
    return name;
  }

  int dimension() {
    return dimension;
  }

  /** Without a scheme, as Pinecone gives it. */
  String host() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    threads.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("The sandbox stops", e));
    }
  }
}
