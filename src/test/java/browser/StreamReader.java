package browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of a stream on a bare socket, so that a test decides what is read and how the connection
 * ends.
 */
final class StreamReader implements AutoCloseable {
  private static final Pattern TO = Pattern.compile("\"to\":(\\d+)");

  private final Socket socket = new Socket();
  final List<String> received = new CopyOnWriteArrayList<>();

  StreamReader(int port, UUID watched, long position) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    String request =
        "GET /stream?watch="
            + watched
            + ":"
            + position
            + " HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Accept: text/event-stream\r\n"
            + "Connection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads all that comes until the connection ends. */
  StreamReader reading() {
    Thread.ofVirtual().start(this::read);
    return this;
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(received::add);
    } catch (IOException | java.io.UncheckedIOException ended) {
      received.add("-- " + ended.getMessage());
    }
    received.add("-- end");
  }

  boolean ended() {
    return received.contains("-- end");
  }

  /** The position of the last line that came. */
  long position() {
    return received.stream()
        .map(TO::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .max()
        .orElse(0);
  }

  /** Goes without a word. */
  void abandon() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
