package hub.vectors;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Metadata.Key;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * How far an index has read, where Pinecone says so: the number of our last write ({@code
 * x-pinecone-request-lsn}) against the last one that a query could see ({@code
 * x-pinecone-max-indexed-lsn}).
 */
final class Positions implements ClientInterceptor {
  private static final Key<String> REQUEST = key("x-pinecone-request-lsn");
  private static final Key<String> INDEXED = key("x-pinecone-max-indexed-lsn");

  private volatile long written;
  private volatile long indexed = Long.MAX_VALUE;

  private static Key<String> key(String name) {
    return Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** False if the last query surely missed something that was written. */
  boolean isFresh() {
    return indexed >= written;
  }

  @Override
  public <A, B> ClientCall<A, B> interceptCall(
      MethodDescriptor<A, B> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<B> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onHeaders(Metadata answered) {
                written = Math.max(written, number(answered.get(REQUEST), written));
                indexed = number(answered.get(INDEXED), indexed);
                super.onHeaders(answered);
              }
            },
            headers);
      }
    };
  }

  private static long number(@Nullable String header, long otherwise) {
    return header != null && header.matches("\\d{1,18}") ? Long.parseLong(header) : otherwise;
  }
}
