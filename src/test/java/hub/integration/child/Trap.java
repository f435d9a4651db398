package hub.integration.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that nobody may connect to, and that counts who does. */
public final class Trap implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicInteger caught = new AtomicInteger();

  public Trap() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new IllegalStateException("No trap could be set", e);
    }
    Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    while (!socket.isClosed()) {
      try (Socket who = socket.accept()) {
        caught.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** How many connected. */
  public int caught() {
    return caught.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
