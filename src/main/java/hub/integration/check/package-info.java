/**
 * What can be said of a flow's text without running it: its form, its endpoints and what it may not
 * do.
 */
@NullMarked
package hub.integration.check;

import org.jspecify.annotations.NullMarked;
