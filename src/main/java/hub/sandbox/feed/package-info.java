/** A feed of the sandbox's own, as Atom and as RSS. */
@NullMarked
package hub.sandbox.feed;

import org.jspecify.annotations.NullMarked;
