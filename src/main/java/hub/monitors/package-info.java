/** Monitors: analyses that a clock repeats, and what changed from run to run. */
@NullMarked
package hub.monitors;

import org.jspecify.annotations.NullMarked;
