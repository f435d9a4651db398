package hub.vectors;

import org.jspecify.annotations.Nullable;

/** Pinecone did not do what it was asked; the message says why, without secrets. */
final class PineconeTrouble extends RuntimeException {
  PineconeTrouble(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
