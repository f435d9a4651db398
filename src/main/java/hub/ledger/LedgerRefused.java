package hub.ledger;

/** What was to be entered is no entry; the message says what would be one. */
public final class LedgerRefused extends IllegalArgumentException {
  public LedgerRefused(String message) {
    super(message);
  }
}
