package hub.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the vendors' APIs on loopback, with faults on demand and a count of every request. */
public final class SandboxServer implements AutoCloseable {
  static {
    // Without it each answer waits 40 ms for the caller's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Else idle connections end after 30 s or beyond 200, just when a client sends on one of them.
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "5000");
  }

  private final SandboxOptions options;
  private final Secrets secrets;
  private final Faults faults;
  private final Journal journal;
  private final HttpServer server;
  private final List<VendorApi> vendors = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SandboxServer(SandboxOptions options) throws IOException {
    this.options = options;
    this.secrets = new Secrets(options.secret());
    this.faults = new Faults(options.seed());
    this.journal = new Journal(options.journal());
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 1_000);
    server.setExecutor(threads);
  }

  /**
   * Starts a server with every vendor the sandbox knows.
   *
   * @throws UncheckedIOException if the port is taken or the journal cannot be written
   */
  public static SandboxServer start(SandboxOptions options) {
    return start(options, Vendors.of(options));
  }

  /** Starts a server with these vendors. */
  public static SandboxServer start(SandboxOptions options, List<VendorApi> vendors) {
    try {
      SandboxServer sandbox = new SandboxServer(options);
      vendors.forEach(sandbox::serve);
      sandbox.server.createContext("/control/", quietly(new ControlApi(sandbox)::answer));
      sandbox.server.start();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot listen on port " + options.port(), e);
    }
  }

  private void serve(VendorApi vendor) {
    vendors.add(vendor);
    vendor.open(faults, journal);
    server.createContext("/" + vendor.name() + "/", quietly(exchange -> answer(vendor, exchange)));
  }

  private void answer(VendorApi vendor, HttpExchange exchange) throws IOException {
    Call call = new Call(exchange, vendor.name(), journal, faults, options.clock().instant());
    if (call.fault("outage").isPresent()) {
      call.cut("outage");
    }
    call.hold("hold");
    pause(options.latency().toMillis() + call.fault("latency").map(faults::wait).orElse(0L));
    if (call.fault("cut").isPresent()) {
      call.cut("cut");
    }
    vendor.answer(call);
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The sandbox stops", e);
    }
  }

  /**
   * An error ends the connection; a fault of ours must be seen, a caller that went away need not.
   */
  private static HttpHandler quietly(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (RuntimeException e) {
        System.getLogger(SandboxServer.class.getName())
            .log(
                System.Logger.Level.ERROR,
                "The sandbox failed on " + exchange.getRequestURI().getPath(),
                e);
        throw e;
      }
    };
  }

  /** {@code http://127.0.0.1:<port>}, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The keys this server asks for. */
  public Secrets secrets() {
    return secrets;
  }

  /** What goes wrong on purpose. */
  public Faults faults() {
    return faults;
  }

  /** What was asked. */
  public Journal journal() {
    return journal;
  }

  /** Ends every connection at once, those that are held too. */
  @Override
  public void close() {
    faults.clear();
    vendors.forEach(VendorApi::close);
    server.stop(0);
    threads.shutdownNow();
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's journal was not closed", e);
    }
  }
}
