package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One open stream over a plain socket: notes when each position of the log arrived, or never reads.
 */
final class LiveReaderOf implements AutoCloseable {
  private static final Pattern TO = Pattern.compile("\"to\":(\\d+)");

  private final UUID analysis;
  private final Socket socket;
  private final Map<Long, Long> arrived = new ConcurrentHashMap<>();
  private final AtomicInteger errors;
  private volatile boolean closing;

  LiveReaderOf(URI hub, String cookie, UUID analysis, boolean reads, AtomicInteger errors)
      throws IOException {
    this.analysis = analysis;
    this.errors = errors;
    this.socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new java.net.InetSocketAddress(hub.getHost(), hub.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET /stream?watch=%s:0 HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nAccept: text/event-stream\r\n\r\n"
                    .formatted(analysis, hub.getAuthority(), cookie))
                .getBytes(StandardCharsets.US_ASCII));
    if (reads) {
      Thread.ofVirtual().start(this::read);
    }
  }

  UUID analysis() {
    return analysis;
  }

  /** When each position had arrived, in milliseconds of the clock. */
  Map<Long, Long> arrived() {
    return arrived;
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 16 * 1024)) {
      String status = in.readLine();
      if (status == null || !status.contains(" 200")) {
        errors.incrementAndGet();
        return;
      }
      boolean lines = false;
      boolean over = false;
      for (String line = in.readLine(); line != null && !over; line = in.readLine()) {
        if (line.startsWith("event: ")) {
          lines = line.equals("event: lines");
          over = line.equals("event: end");
        } else if (lines && line.startsWith("data: ")) {
          note(line);
        }
      }
    } catch (IOException e) {
      if (!closing) {
        errors.incrementAndGet();
      }
    }
  }

  private void note(String data) {
    long now = System.currentTimeMillis();
    Matcher to = TO.matcher(data);
    long last = 0;
    while (to.find()) {
      last = Long.parseLong(to.group(1));
    }
    for (long position = last; position > 0 && arrived.putIfAbsent(position, now) == null; ) {
      position--;
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
    socket.close();
  }
}
