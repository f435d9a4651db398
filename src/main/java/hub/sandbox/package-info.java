/**
 * The vendors' APIs on loopback, in the vendors' own wire formats. Knows no other room and can run
 * as a process of its own.
 */
@NullMarked
package hub.sandbox;

import org.jspecify.annotations.NullMarked;
