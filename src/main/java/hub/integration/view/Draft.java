package hub.integration.view;

/**
 * A text as its author sends it.
 *
 * @param basedOn the newest version they had seen
 * @param message why, in their words
 */
public record Draft(String yaml, int basedOn, String message) {

  public Draft {
    message = message == null ? "" : message;
  }

  /** Its lines end as they do in a file; a form ends them otherwise. */
  public String text() {
    return lines(yaml);
  }

  static String lines(String sent) {
    return sent.replace("\r\n", "\n");
  }

  /** The same after its author has seen that version. */
  Draft onto(int newest) {
    return new Draft(yaml, newest, message);
  }
}
