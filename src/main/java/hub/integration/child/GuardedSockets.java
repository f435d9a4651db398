package hub.integration.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Sockets for mail, which ask {@link Addresses} when they are connected. */
final class GuardedSockets extends SocketFactory {
  private final Addresses addresses;

  GuardedSockets(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Connects to an address that was checked, never to what the name says a moment later. */
  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        super.connect(checked((InetSocketAddress) to), timeout);
      }

      @Override
      public void connect(SocketAddress to) throws IOException {
        super.connect(checked((InetSocketAddress) to));
      }
    };
  }

  private SocketAddress checked(InetSocketAddress to) throws IOException {
    return new InetSocketAddress(
        addresses.resolved(to.getHostString(), to.getPort())[0], to.getPort());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(InetSocketAddress.createUnresolved(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }
}
