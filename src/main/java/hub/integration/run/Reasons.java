package hub.integration.run;

import java.util.stream.Stream;

/** Says in a sentence why Camel refused a route. */
final class Reasons {

  private Reasons() {}

  /** The outermost message names the route, the innermost says what is wrong with it. */
  static String of(Throwable trouble) {
    String where = String.valueOf(trouble.getMessage());
    String what =
        String.valueOf(
            Stream.iterate(trouble, java.util.Objects::nonNull, Throwable::getCause)
                .reduce(trouble, (outer, inner) -> inner)
                .getMessage());
    return where.contains(what) ? where : where + ": " + what;
  }
}
