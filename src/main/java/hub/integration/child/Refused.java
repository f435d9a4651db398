package hub.integration.child;

/** A flow asked for something that no flow may; the message says what. */
final class Refused extends IllegalArgumentException {
  @java.io.Serial private static final long serialVersionUID = 1;

  Refused(String what) {
    super(what);
  }
}
