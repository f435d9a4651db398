package hub.llm;

/**
 * A request about batches to the vendor's API.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param address the whole address
 * @param query without its question mark; empty if there is none
 * @param authorization the header's value; secret
 * @param contentType of the body
 * @param body empty if there is none
 */
public record BatchRequest(
    String method,
    String address,
    String query,
    String authorization,
    String contentType,
    byte[] body) {

  /** Without key and texts. */
  @Override
  public String toString() {
    return "BatchRequest[" + method + " " + address + "]";
  }
}
