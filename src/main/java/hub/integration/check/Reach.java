package hub.integration.check;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where this installation lets flows go.
 *
 * @param lacking why flows cannot ask the database here, as a sentence without its end; empty if
 *     they can
 */
record Reach(Hosts hosts, Supplier<Optional<String>> lacking) {}
