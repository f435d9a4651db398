/** Dry runs: a flow tried on one message in a process of its own, from which nothing gets out. */
@NullMarked
package hub.integration.trial;

import org.jspecify.annotations.NullMarked;
