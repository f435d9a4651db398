package hub.imports;

/** An import can't be begun. The message is for the page: what is wrong and what would work. */
public final class ImportRefused extends RuntimeException {
  ImportRefused(String message) {
    super(message);
  }
}
