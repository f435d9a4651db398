/**
 * The event-sourced analysis: its events and state, the four stages, mentions, opportunities, and
 * the pages that show them.
 */
@NullMarked
package hub.analysis;

import org.jspecify.annotations.NullMarked;
