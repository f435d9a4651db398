package hub.llm;

/**
 * The vendor refuses a request as it stands; asking again would not help, and nothing was billed.
 */
public final class RequestRefused extends RuntimeException {
  RequestRefused(String message) {
    super(message);
  }
}
