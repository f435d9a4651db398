package hub.budget;

/** An amount that is no amount of US dollars: negative, not a number, out of range or too fine. */
public final class InvalidAmount extends IllegalArgumentException {
  public InvalidAmount(String what, String seen, String expected) {
    super(what + " is " + seen + "; expected: " + expected);
  }
}
