package hub.imports;

/**
 * A dump can't be read on. The message is for the page: what is wrong, and what to do. What was
 * read before stays.
 */
final class DumpTrouble extends RuntimeException {
  DumpTrouble(String message) {
    super(message);
  }
}
