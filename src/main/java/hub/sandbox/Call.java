package hub.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to a vendor: what was asked, the faults that meet it, and the only ways to answer,
 * each of which writes the journal first.
 */
public final class Call {
  private static final int BYTES_BEFORE_A_CUT = 200;
  private static final int DROPS = 20;

  private final HttpExchange exchange;
  private final String vendor;
  private final String path;
  private final byte[] body;
  private final Journal journal;
  private final Faults faults;
  private final List<Fault> met;
  private final Map<String, Object> line = new LinkedHashMap<>();

  Call(HttpExchange exchange, String vendor, Journal journal, Faults faults, Instant at)
      throws IOException {
    this.exchange = exchange;
    this.vendor = vendor;
    this.path = exchange.getRequestURI().getRawPath().substring(vendor.length() + 1);
    this.body = exchange.getRequestBody().readAllBytes();
    this.journal = journal;
    this.faults = faults;
    this.met = faults.meet(vendor, path);
    line.put("at", at.toString());
    line.put("vendor", vendor);
    line.put("method", method());
    line.put("path", exchange.getRequestURI().getPath());
    header("X-Client-Request-Id").ifPresent(attempt -> line.put("attempt", attempt));
  }

  /** {@code GET}, {@code POST} and so on. */
  public String method() {
    return exchange.getRequestMethod();
  }

  /** The path below the vendor's name, with its leading slash, still encoded. */
  public String path() {
    return path;
  }

  /** The path, with the query where there is one. */
  public String target() {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? path : path + "?" + query;
  }

  /** The query's parameters, decoded; the last of a repeated name counts. */
  public Map<String, String> query() {
    return parameters(exchange.getRequestURI().getRawQuery());
  }

  /** The parameters of a form in the body. */
  public Map<String, String> form() {
    return parameters(text());
  }

  /** The body. */
  public byte[] body() {
    return body;
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A header of the request. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The fault of this kind, if one meets this request. */
  public Optional<Fault> fault(String kind) {
    return met.stream().filter(each -> each.kind().equals(kind)).findFirst();
  }

  /** Every fault that meets this request. */
  public List<Fault> faults() {
    return met;
  }

  /** Adds a fact to the journal's line of this request, to be called before it is answered. */
  public void note(String name, Object value) {
    line.put(name, value);
  }

  /** Sets a header of the answer. */
  public void answerHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /** Answers at once. */
  public void answer(int status, String contentType, byte[] content) throws IOException {
    count(status);
    afterCounting();
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      drip(exchange.getResponseBody(), content);
    }
    exchange.close();
  }

  private void drip(OutputStream out, byte[] content) throws IOException {
    Optional<Fault> slow = fault("slow-drip");
    if (slow.isEmpty()) {
      out.write(content);
      return;
    }
    int drop = Math.max(1, content.length / DROPS);
    for (int from = 0; from < content.length; from += drop) {
      out.write(content, from, Math.min(drop, content.length - from));
      out.flush();
      SandboxServer.pause(slow.get().millis() / DROPS);
    }
  }

  /** Answers with text at once. */
  public void answer(int status, String contentType, String content) throws IOException {
    answer(status, contentType, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with JSON at once. */
  public void answerJson(int status, String json) throws IOException {
    answer(status, "application/json; charset=UTF-8", json);
  }

  /** Answers piece by piece; the caller closes what it gets. {@code cut-answer} ends it early. */
  public OutputStream stream(int status, String contentType) throws IOException {
    count(status);
    hold("hold-answer");
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, 0);
    OutputStream out = exchange.getResponseBody();
    return fault("cut-answer").isPresent() ? new CutStream(out) : out;
  }

  /** Writes a line of its own for work that this request brought to its end. */
  public void countAlso(String method, String path, int status, Map<String, Object> facts) {
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("at", line.get("at"));
    other.put("vendor", vendor);
    other.put("method", method);
    other.put("path", path);
    other.putAll(facts);
    other.put("status", status);
    journal.write(vendor, status, other);
  }

  /** Ends the connection without an answer, counted as status 0. */
  void cut(String why) throws IOException {
    note("outcome", why);
    count(0);
    throw new ConnectionCut(why);
  }

  void hold(String kind) throws IOException {
    Optional<Fault> hold = fault(kind);
    if (hold.isPresent()) {
      faults.await(hold.get());
    }
  }

  private void afterCounting() throws IOException {
    hold("hold-answer");
    if (fault("cut-answer").isPresent()) {
      throw new ConnectionCut("cut-answer");
    }
  }

  private void count(int status) {
    line.put("status", status);
    journal.write(vendor, status, line);
  }

  private static Map<String, String> parameters(@Nullable String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Lets a first part through, then ends the connection. */
  private static final class CutStream extends FilterOutputStream {
    private int left = BYTES_BEFORE_A_CUT;

    private CutStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, Math.min(left, length));
      out.flush();
      left -= length;
      if (left <= 0) {
        throw new ConnectionCut("cut-answer");
      }
    }

    @Override
    public void close() {
      // The connection is ended by the server, not the answer by its last chunk.
    }
  }
}
