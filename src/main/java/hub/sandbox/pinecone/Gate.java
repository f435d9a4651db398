package hub.sandbox.pinecone;

import hub.sandbox.Fault;
import hub.sandbox.Faults;
import hub.sandbox.Journal;
import hub.sandbox.Secrets;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Metadata.Key;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks each call for its key, lets faults meet it, and adds how far the index has read. */
final class Gate implements ServerInterceptor {
  private static final Key<String> API_KEY = key("api-key");
  private static final Key<String> REQUEST = key("x-pinecone-request-lsn");
  private static final Key<String> INDEXED = key("x-pinecone-max-indexed-lsn");

  private final String key;
  private final Records records;
  private final Faults faults;
  private final Journal journal;

  Gate(String key, Records records, Faults faults, Journal journal) {
    this.key = key;
    this.records = records;
    this.faults = faults;
    this.journal = journal;
  }

  private static Key<String> key(String name) {
    return Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
    List<Fault> met = faults.meet("pinecone", "/" + method);
    Optional<Status> refused = refused(headers, met);
    journal.write(
        "pinecone", refused.isPresent() ? 503 : 200, Map.of("vendor", "pinecone", "path", method));
    if (refused.isPresent()) {
      call.close(refused.get(), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    records.holdBack(faults.list().stream().anyMatch(each -> each.kind().equals("stale")));
    return next.startCall(withPositions(call, method), headers);
  }

  private Optional<Status> refused(Metadata headers, List<Fault> met) {
    String given = headers.get(API_KEY);
    if (given == null || !Secrets.same(key, given)) {
      return Optional.of(Status.UNAUTHENTICATED.withDescription("Invalid API Key"));
    }
    for (Fault fault : met) {
      switch (fault.kind()) {
        case "outage" -> {
          return Optional.of(Status.UNAVAILABLE.withDescription("no healthy upstream"));
        }
        case "quota" -> {
          return Optional.of(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "Request failed. You've reached your read unit limit for the current month"));
        }
        case "latency" -> pause(fault.millis());
        default -> {
          // Not for this plane.
        }
      }
    }
    return Optional.empty();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <A, B> ServerCall<A, B> withPositions(ServerCall<A, B> call, String method) {
    boolean writes = List.of("Upsert", "Delete", "Update").contains(method);
    return new SimpleForwardingServerCall<>(call) {
      @Override
      public void sendHeaders(Metadata headers) {
        headers.put(writes ? REQUEST : INDEXED, Long.toString(records.position(writes)));
        super.sendHeaders(headers);
      }
    };
  }
}
