package hub.vendors;

/** Something that was entered cannot be used; the message says why and what would work. */
public final class EntryRefused extends RuntimeException {
  private final String field;

  /**
   * @param field the field's name in the form
   * @param message a whole sentence for the page; never holds a key
   */
  public EntryRefused(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
