package hub.analysis.view;

/** A request that cannot be met; the message says what would work and is shown beside the field. */
public final class Refused extends RuntimeException {
  private final String field;

  /**
   * @param field the form's field: {@code topic}, {@code communities}, {@code budget}, {@code
   *     upload}; empty if it is none of them
   * @param message one plain sentence for the page
   */
  public Refused(String field, String message) {
    super(message);
    this.field = field;
  }

  public String field() {
    return field;
  }

  /** The sentence for the page. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
